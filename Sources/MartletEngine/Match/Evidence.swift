/// What made a test hold: a field, and the value that passed.
struct Evidence: BitwiseCopyable {
    /// The field's name among the names of an ``EvidenceList``; empty for a keyword.
    var name: ByteArena.Range
    /// Where the value stands in the event's text, or `nil` if none is needed.
    var value: FieldTable.Entry?
}

/// What made a predicate hold, in memory that is used again.
struct EvidenceList: ~Copyable {
    var pieces: [Evidence] = []
    /// The names of the pieces' fields, each the inside of a JSON string.
    var names = ByteWriter()
    /// The atoms that hold of the predicates that are being looked at.
    var atoms: [Int32] = []

    mutating func clear() {
        pieces.removeAll(keepingCapacity: true)
        names.cut()
        atoms.removeAll(keepingCapacity: true)
    }
}
