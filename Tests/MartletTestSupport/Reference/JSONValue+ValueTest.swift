internal import MartletRules

extension JSONValue {
    /// Whether one value passes a test that asks for a value.
    ///
    /// - `text` and `regex`: strings by their text, numbers and booleans by their JSON text.
    /// - `number`: see ``isEqual(to:)``. `boolean`: the JSON value, or a string that spells it in
    ///   any ASCII case. `cidr`: a string that is an address of the block's family.
    /// - `compare`: numbers, and strings that are a JSON number from end to end.
    /// - `time`: see ``ReferenceTime``.
    ///
    /// Objects, arrays and `null` pass none of them.
    func satisfies(_ test: ValueTest) -> Bool {
        switch test {
        case .text(let pattern, let caseSensitive):
            return text.map { pattern.covers($0, caseSensitive: caseSensitive) } ?? false
        case .regex(let expression):
            return text.map { expression.matches($0) } ?? false
        case .number(let literal):
            return isEqual(to: literal)
        case .boolean(let expected):
            if case .boolean(let value) = self { return value == expected }
            guard case .string(let bytes) = self else { return false }
            let lowered = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
            return lowered == Array(String(expected).utf8)
        case .cidr(let block):
            guard case .string(let bytes) = self else { return false }
            return ReferenceAddress.parse(bytes).map { block.holds($0) } ?? false
        case .compare(let relation, let literal):
            return number.map { relation.holds($0.compare(literal)) } ?? false
        case .time(let part, let relation, let number):
            guard let time = ReferenceTime(of: self) else { return false }
            let value = time.value(of: part)
            return relation?.holds(value, number) ?? (value == number)
        case .null, .exists, .field:
            return false
        }
    }

    /// The text that text tests see.
    var text: [UInt8]? {
        switch self {
        case .string(let bytes), .number(let bytes): bytes
        case .boolean(let value): Array(String(value).utf8)
        case .null, .array, .object: nil
        }
    }

    /// The number of a JSON number, or of a string that is one JSON number and nothing else.
    private var number: ReferenceNumber? {
        switch self {
        case .number(let bytes), .string(let bytes): ReferenceNumber(bytes)
        default: nil
        }
    }

    /// A JSON number is compared by value; a string must be the literal's text, byte for byte.
    private func isEqual(to literal: NumberLiteral) -> Bool {
        switch self {
        case .number(let bytes): ReferenceNumber(bytes)?.compare(literal) == .equal
        case .string(let bytes): bytes == Array(literal.text.utf8)
        default: false
        }
    }
}

extension RegularExpression {
    fileprivate func matches(_ text: [UInt8]) -> Bool {
        // A terminator keeps the array from being empty; it is not searched.
        // SAFETY: the array lives for the call.
        unsafe matches(text + [0], count: text.count)
    }
}

extension CIDRBlock {
    fileprivate func holds(_ address: IPAddress) -> Bool {
        guard address.isIPv6 == isIPv6 else { return false }
        let block = CIDRBlock(address: address.bits, prefixLength: prefixLength, isIPv6: isIPv6)
        return block.network == network
    }
}
