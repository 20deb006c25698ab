extension EventValue {
    /// The value as JSON on one line.
    ///
    /// - Parameter escapes: whether every letter of texts and keys is written as an escape.
    /// - Returns: the bytes.
    func json(escaping escapes: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        append(to: &output, escaping: escapes)
        return output
    }

    private func append(to output: inout [UInt8], escaping escapes: Bool) {
        switch self {
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                EventValue.append(text: member.key, to: &output, escaping: escapes)
                output.append(UInt8(ascii: ":"))
                member.value.append(to: &output, escaping: escapes)
            }
            output.append(UInt8(ascii: "}"))
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.append(to: &output, escaping: escapes)
            }
            output.append(UInt8(ascii: "]"))
        case .text(let text): EventValue.append(text: text, to: &output, escaping: escapes)
        case .literal(let text): output.append(contentsOf: text.utf8)
        }
    }

    private static func append(text: String, to output: inout [UInt8], escaping escapes: Bool) {
        output.append(UInt8(ascii: "\""))
        for unit in text.utf16 {
            switch unit {
            case 0..<0x20: append(escape: unit, to: &output)
            case 0x22, 0x5C:
                output.append(UInt8(ascii: "\\"))
                output.append(UInt8(truncatingIfNeeded: unit))
            case 0x61...0x7A, 0x41...0x5A:
                if escapes {
                    append(escape: unit, to: &output)
                } else {
                    output.append(UInt8(truncatingIfNeeded: unit))
                }
            case 0..<0x80: output.append(UInt8(truncatingIfNeeded: unit))
            default: append(escape: unit, to: &output)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func append(escape unit: UInt16, to output: inout [UInt8]) {
        let digits = String(unit, radix: 16)
        output.append(contentsOf: "\\u".utf8)
        output.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
        output.append(contentsOf: digits.utf8)
    }
}
