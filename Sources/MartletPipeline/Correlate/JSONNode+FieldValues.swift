internal import MartletEngine
internal import MartletRules

/// What a ``MatchLineWriter`` writes beside what all JSON has.
extension JSONNode {
    /// A member that is a number of 64 bits as sixteen digits.
    func hexadecimal(_ key: String) -> UInt64? { bytes(key).flatMap(HexadecimalText.number) }

    /// The values of an array of fields' values; `nil` if it is none.
    var fieldValues: [FieldValue]? {
        guard let elements else { return nil }
        var values: [FieldValue] = []
        for element in elements {
            guard let value = element.fieldValue else { return nil }
            values.append(value)
        }
        return values
    }

    /// The value of a field: of one that was cut, with the fingerprint of the whole.
    private var fieldValue: FieldValue? {
        guard kind == .object else { return plainFieldValue }
        guard let fingerprint = hexadecimal("fingerprint"), fingerprint != 0,
            let value = self["value"], let text = value.bytes
        else { return nil }
        switch value.kind {
        case .text: return FieldValue(.string, text: text, fingerprint: fingerprint)
        case .number: return FieldValue(.number, text: text, fingerprint: fingerprint)
        case .boolean, .object, .array, .null: return nil
        }
    }

    private var plainFieldValue: FieldValue? {
        guard let text = bytes else { return nil }
        switch kind {
        case .text: return ByteView.withBytes(text) { FieldValue(string: $0) }
        case .number: return ByteView.withBytes(text) { FieldValue(number: $0) }
        case .boolean: return FieldValue(text == Array("true".utf8))
        case .object, .array, .null: return nil
        }
    }
}
