/// Where the values of the wanted fields lie in the current event.
///
/// A chain of entries a field, in the order of the event; one for every value, since a path that
/// crosses an array has many. Reused from event to event: nothing is allocated while scanning.
package struct FieldTable: ~Copyable {
    /// What kind of JSON value it is.
    enum Kind: UInt8, BitwiseCopyable, Sendable {
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
    struct Entry: BitwiseCopyable, Sendable {
        /// Where the value starts: for a string behind its quote.
        var offset: UInt32
        /// The length in bytes, without quotes; 0 for arrays and objects.
        var count: UInt32
        /// The field's next entry, or -1.
        var next: Int32 = -1
        var kind: Kind
        /// Whether a string holds a backslash or a control character.
        var hasSpecial: Bool
    }

    /// What is known of a field in the current event, as bits.
    private enum State {
        /// It stands in ``touched`` and will be reset.
        static let isTouched: UInt8 = 1
        /// A key that joins several segments of its path led to an entry.
        static let isLiteral: UInt8 = 2
        /// It has several entries, at least one by such a key.
        static let isInConflict: UInt8 = 4
    }

    private var entries: Buffer<Entry>
    private var entryCount = 0
    private let heads: Buffer<Int32>
    private let tails: Buffer<Int32>
    private let states: Buffer<UInt8>
    private let touched: Buffer<Int32>
    private var touchedCount = 0

    init(fieldCount: Int) {
        entries = Buffer(
            repeating: Entry(offset: 0, count: 0, kind: .null, hasSpecial: false),
            count: 256
        )
        heads = Buffer(repeating: -1, count: fieldCount)
        tails = Buffer(repeating: -1, count: fieldCount)
        states = Buffer(repeating: 0, count: fieldCount)
        touched = Buffer(repeating: 0, count: fieldCount)
    }

    /// Forgets the event.
    @inline(__always)
    mutating func reset() {
        var index = 0
        while index < touchedCount {
            let field = Int(touched[index])
            heads[field] = -1
            states[field] = 0
            index &+= 1
        }
        touchedCount = 0
        entryCount = 0
    }

    /// The field's first entry, or -1 when the event does not have it.
    @inline(__always)
    func head(of field: Int) -> Int { Int(heads[field]) }

    @inline(__always)
    func entry(_ index: Int) -> Entry { entries[index] }

    /// Whether the field was found by several spellings of its path, so that precedence decides.
    @inline(__always)
    func isInConflict(_ field: Int) -> Bool { states[field] & State.isInConflict != 0 }

    /// Drops a field's entries, so that the right ones can take their place.
    mutating func clear(_ field: Int) {
        heads[field] = -1
        states[field] = State.isTouched
    }

    /// Appends a value to a field.
    @inline(__always)
    mutating func append(_ entry: Entry, to field: Int, isLiteral: Bool) {
        let index = entryCount
        if index == entries.count { entries.grow(to: index + 1, repeating: entry) }
        entries[index] = entry
        entryCount = index &+ 1
        var state = states[field]
        if state == 0 {
            touched[touchedCount] = Int32(truncatingIfNeeded: field)
            touchedCount &+= 1
        }
        if heads[field] < 0 {
            heads[field] = Int32(truncatingIfNeeded: index)
        } else {
            var last = entries[Int(tails[field])]
            last.next = Int32(truncatingIfNeeded: index)
            entries[Int(tails[field])] = last
            if isLiteral || state & State.isLiteral != 0 { state |= State.isInConflict }
        }
        if isLiteral { state |= State.isLiteral }
        states[field] = state | State.isTouched
        tails[field] = Int32(truncatingIfNeeded: index)
    }
}
