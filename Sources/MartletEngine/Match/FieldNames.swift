internal import MartletRules

/// The names that signals show of fields, each written when it is first asked for.
struct FieldNames: ~Copyable {
    private static let unknown = ByteArena.Range(start: .max, count: 0)

    /// For each field, its name as the inside of a JSON string.
    private let ranges: Buffer<ByteArena.Range>
    private var text = ByteWriter()

    init(fieldCount: Int) {
        ranges = Buffer(repeating: FieldNames.unknown, count: fieldCount)
    }

    @inline(__always)
    func isKnown(_ field: Int) -> Bool { ranges[field].start != FieldNames.unknown.start }

    /// Writes the name of a field, whose path is `nil` for the keywords.
    @inline(never)
    mutating func learn(_ path: FieldPath?, of field: Int) {
        var name: [UInt8] = []
        if let path { JSONText.append(path.description, to: &name) }
        ranges[field] = text.store(name)
    }

    /// The name of a field that is known, empty for the keywords; valid until another is learnt.
    @inline(__always)
    func name(of field: Int) -> ByteView { text.view(of: ranges[field]) }
}
