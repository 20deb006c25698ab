/// The keys of one text, to find one that occurs twice in its object.
///
/// An open-addressing table of (object, key) for the whole text, so that an object of a million
/// keys and a million objects of one key both take linear time. The hash has a random seed: the
/// keys come from whoever can write to the log. Entries of earlier texts are told by their object's
/// number and count as free, so nothing is cleared between texts.
struct StrictKeyTable {
    private struct Entry {
        /// The key's hash, which also chooses the slot.
        var hash: UInt32
        /// The object's number; zero in a slot that was never used.
        var object: UInt32
        /// Where the key's content starts.
        var start: UInt32
        /// The length of the key's content, with its lowest bit set if it holds escapes.
        var lengthAndEscape: UInt32

        var key: StrictText.Key {
            let length = Int(lengthAndEscape >> 1)
            return StrictText.Key(
                start: Int(start),
                end: Int(start) &+ length,
                isEscaped: lengthAndEscape & 1 != 0
            )
        }
    }

    private static let initialCapacity = 1024
    /// A larger table is given back before the next text: 4 MiB.
    private static let retainedCapacity = 1 << 18

    private var entries: [Entry]
    private var usedCount = 0
    /// The number of the text's first object; entries below it are free.
    private var firstObject: UInt32 = 1
    private var nextObject: UInt32 = 1
    let seed: UInt64
    /// Scratch memory for keys with escapes.
    var unescaped: [UInt8] = []
    var otherUnescaped: [UInt8] = []

    init() {
        seed = UInt64.random(in: 0...UInt64.max)
        entries = StrictKeyTable.empty(StrictKeyTable.initialCapacity)
    }

    private static func empty(_ capacity: Int) -> [Entry] {
        Array(
            repeating: Entry(hash: 0, object: 0, start: 0, lengthAndEscape: 0),
            count: capacity
        )
    }

    /// Forgets all keys.
    mutating func beginText() {
        // A text has fewer than 2^30 objects, so the numbers suffice for it.
        if entries.count > StrictKeyTable.retainedCapacity || nextObject > UInt32.max / 2 {
            entries = StrictKeyTable.empty(StrictKeyTable.initialCapacity)
            nextObject = 1
        }
        usedCount = 0
        firstObject = nextObject
    }

    /// A number for the next object of the text.
    @inline(__always)
    mutating func beginObject() -> UInt32 {
        defer { nextObject &+= 1 }
        return nextObject
    }

    /// Adds a key of an object, or returns `false` if the object has it.
    @inline(__always)
    mutating func insert(_ key: StrictText.Key, object: UInt32, of text: StrictText) -> Bool {
        let hash =
            key.isEscaped
            ? hashUnescaped(key, object, text)
            : StrictKeyTable.hash(key, object, text, seed: seed)
        let mask = entries.count &- 1
        var slot = Int(hash) & mask
        while true {
            let entry = entries[slot]
            if entry.object < firstObject { break }
            if entry.hash == hash, entry.object == object, isEqual(entry.key, key, text) {
                return false
            }
            slot = (slot &+ 1) & mask
        }
        entries[slot] = Entry(
            hash: hash,
            object: object,
            start: UInt32(truncatingIfNeeded: key.start),
            lengthAndEscape: UInt32(truncatingIfNeeded: key.end &- key.start) << 1
                | (key.isEscaped ? 1 : 0)
        )
        usedCount &+= 1
        if usedCount &* 2 > entries.count { grow() }
        return true
    }

    private mutating func grow() {
        let old = entries
        entries = StrictKeyTable.empty(old.count * 2)
        let mask = entries.count &- 1
        for entry in old where entry.object >= firstObject {
            var slot = Int(entry.hash) & mask
            while entries[slot].object != 0 { slot = (slot &+ 1) & mask }
            entries[slot] = entry
        }
    }
}
