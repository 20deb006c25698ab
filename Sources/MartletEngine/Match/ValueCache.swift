/// Remembers the outcome of all of a field's tests for values that were seen before.
///
/// Values of logs repeat: verbs, resources, users, agents. A hit turns the tests of a field, many
/// or few, into one hash and one comparison. One value a place, the newest wins; the cache can be
/// wrong about nothing, because it compares whole values.
package struct ValueCache: ~Copyable {
    private static let placeCount = 2048
    /// Longer values repeat less and cost more to compare.
    private static let keyByteLimit = 48
    private static let wordsPerKey = keyByteLimit / 8
    private static let wordLimit = 4

    /// The keys as words, zero behind their ends.
    private let keys = Buffer<UInt64>(repeating: 0, count: placeCount * wordsPerKey)
    /// Field, kind and length of the key at each place; 0 is an empty place.
    private let tags = Buffer<UInt64>(repeating: 0, count: placeCount)
    private let words = Buffer<UInt64>(repeating: 0, count: placeCount * wordLimit)

    /// Allocates an empty cache.
    package init() {}

    /// Whether a value may be kept: short, with nothing to decode, in a field with few tests.
    @inline(__always)
    package static func accepts(
        _ entry: FieldTable.Entry,
        hasSpecial: Bool,
        wordCount: Int
    ) -> Bool {
        entry.count <= keyByteLimit && !hasSpecial && wordCount <= wordLimit
    }

    @inline(__always)
    private static func tag(_ key: ByteView, kind: FieldTable.Kind, field: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: field &+ 1) << 32
            | UInt64(kind.rawValue) << 8
            | UInt64(truncatingIfNeeded: key.count)
    }

    /// Where a value would be kept.
    @inline(__always)
    package func place(of key: ByteView, kind: FieldTable.Kind, field: Int) -> Int {
        let hash = TextHash.hash(key, seed: ValueCache.tag(key, kind: kind, field: field))
        return Int(truncatingIfNeeded: hash) & (ValueCache.placeCount - 1)
    }

    /// Whether a place holds this value of this field.
    @inline(__always)
    package func holds(_ key: ByteView, kind: FieldTable.Kind, field: Int, at place: Int) -> Bool {
        guard tags[place] == ValueCache.tag(key, kind: kind, field: field) else { return false }
        // A word at a time: a call to compare such short runs would cost more than the comparison.
        let base = place &* ValueCache.wordsPerKey
        var difference: UInt64 = 0
        var offset = 0
        while offset &+ 8 <= key.count {
            difference |= keys[base &+ (offset >> 3)] ^ key.word(at: offset)
            offset &+= 8
        }
        let rest = key.count &- offset
        if rest > 0 {
            let mask: UInt64 = (1 &<< UInt64(truncatingIfNeeded: rest &* 8)) &- 1
            difference |= keys[base &+ (offset >> 3)] ^ (key.word(at: offset) & mask)
        }
        return difference == 0
    }

    /// Keeps a value's outcome, in place of what was there.
    package func store(
        _ key: ByteView,
        kind: FieldTable.Kind,
        field: Int,
        words outcome: borrowing Buffer<UInt64>,
        at place: Int
    ) {
        tags[place] = ValueCache.tag(key, kind: kind, field: field)
        let base = place * ValueCache.wordsPerKey
        for offset in stride(from: 0, to: key.count, by: 8) {
            let rest = key.count - offset
            let mask: UInt64 = rest >= 8 ? .max : (1 << UInt64(rest * 8)) - 1
            keys[base + offset / 8] = key.word(at: offset) & mask
        }
        for word in 0..<min(outcome.count, ValueCache.wordLimit) {
            words[place &* ValueCache.wordLimit &+ word] = outcome[word]
        }
    }

    /// A word of the outcome at a place.
    @inline(__always)
    package func word(_ word: Int, at place: Int) -> UInt64 {
        words[place &* ValueCache.wordLimit &+ word]
    }
}
