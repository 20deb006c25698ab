/// Where the values of the wanted fields lie in the current event.
///
/// A chain of entries a field, in the order of the event; one for every value, since a path that
/// crosses an array has many. Reused from event to event: nothing is allocated while scanning.
package struct FieldTable: ~Copyable {
    /// What kind of JSON value it is.
    package enum Kind: UInt8, BitwiseCopyable, Sendable {
        case string
        case number
        case `true`
        case `false`
        case null
        /// An array as such; its members have entries of their own.
        case array
        case object
    }

    /// One value.
    package struct Entry: BitwiseCopyable, Sendable {
        /// Where the value starts: for a string behind its quote.
        package var offset: UInt32
        /// The length in bytes, without quotes; 0 for arrays and objects.
        package var count: UInt32
        /// The field's next entry, or -1.
        package var next: Int32 = -1
        package var kind: Kind

        package init(offset: UInt32, count: UInt32, next: Int32 = -1, kind: Kind) {
            self.offset = offset
            self.count = count
            self.next = next
            self.kind = kind
        }
    }

    /// A field in an event.
    struct Chain: BitwiseCopyable {
        /// The first and the last of its entries, or -1.
        var head: Int32 = -1
        var tail: Int32 = -1
        var flags: UInt32 = 0
        /// The event that this is about; a chain of an earlier one is empty.
        var event: UInt32 = 0

        /// A key that joins several segments of its path led to an entry.
        static let isLiteral: UInt32 = 1
        /// It has several entries, at least one by such a key.
        static let isInConflict: UInt32 = 2
    }

    private var entries: Buffer<Entry>
    private var entryCount = 0
    private let chains: Buffer<Chain>
    private var event: UInt32 = 1

    init(fieldCount: Int) {
        entries = Buffer(repeating: Entry(offset: 0, count: 0, kind: .null), count: 256)
        chains = Buffer(repeating: Chain(), count: fieldCount)
    }

    /// Forgets the event.
    @inline(__always)
    mutating func reset() {
        entryCount = 0
        event &+= 1
        if event == 0 { restart() }
    }

    /// Empties the chains before the numbers of events repeat, every 4,294,967,295 events.
    private mutating func restart() {
        for field in 0..<chains.count { chains[field] = Chain() }
        event = 1
    }

    /// The field's first entry, or -1 when the event does not have it.
    @inline(__always)
    package func head(of field: Int) -> Int {
        chains[field].event == event ? Int(chains[field].head) : -1
    }

    /// The entry of a number.
    @inline(__always)
    package func entry(_ index: Int) -> Entry { entries[index] }

    /// Whether the field was found by several spellings of its path, so that precedence decides.
    @inline(__always)
    package func isInConflict(_ field: Int) -> Bool {
        chains[field].event == event && chains[field].flags & Chain.isInConflict != 0
    }

    /// Whether the field was looked for with success, or cleared, in this event.
    @inline(__always)
    func isLocated(_ field: Int) -> Bool { chains[field].event == event }

    /// Drops a field's entries, so that the right ones can take their place.
    mutating func clear(_ field: Int) {
        chains[field] = Chain(event: event)
    }

    /// Appends the values of another field to a field.
    mutating func append(entriesOf source: Int, to field: Int) {
        var next = head(of: source)
        while next >= 0 {
            var copy = entry(next)
            next = Int(copy.next)
            copy.next = -1
            append(copy, to: field, isLiteral: false)
        }
    }

    /// Appends a value to a field.
    @inline(__always)
    mutating func append(_ entry: Entry, to field: Int, isLiteral: Bool) {
        let index = entryCount
        if index == entries.count { entries.grow(to: index &+ 1, repeating: entry) }
        entries[index] = entry
        entryCount = index &+ 1
        guard chains[field].event != event else {
            return link(index, to: field, isLiteral: isLiteral)
        }
        chains[field] = Chain(
            head: Int32(truncatingIfNeeded: index),
            tail: Int32(truncatingIfNeeded: index),
            flags: isLiteral ? Chain.isLiteral : 0,
            event: event
        )
    }

    /// Appends an entry to the chain of a field that was met before in this event.
    @inline(never)
    private mutating func link(_ index: Int, to field: Int, isLiteral: Bool) {
        var chain = chains[field]
        if chain.head < 0 {
            chain.head = Int32(truncatingIfNeeded: index)
        } else {
            entries.update(at: Int(chain.tail)) { $0.next = Int32(truncatingIfNeeded: index) }
            if isLiteral || chain.flags & Chain.isLiteral != 0 {
                chain.flags |= Chain.isInConflict
            }
        }
        if isLiteral { chain.flags |= Chain.isLiteral }
        chain.tail = Int32(truncatingIfNeeded: index)
        chains[field] = chain
    }
}
