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

    /// The name of a field, empty for the keywords; valid until another is asked for.
    mutating func name(of field: Int, among paths: borrowing [FieldPath?]) -> ByteView {
        if ranges[field].start == FieldNames.unknown.start {
            var name: [UInt8] = []
            if let path = paths[field] { JSONText.append(path.description, to: &name) }
            ranges[field] = text.store(name)
        }
        return text.view(of: ranges[field])
    }
}
