/// Writes a YAML value as JSON text on one line, which is what the engine reads.
package enum EventEncoder {
    /// The JSON text, or `nil` after reporting what JSON cannot say.
    ///
    /// Strings keep every character; numbers keep their digits, in a form that RFC 8259 allows.
    package static func encode(_ node: YAMLNode, into log: inout DiagnosticLog) -> [UInt8]? {
        var output: [UInt8] = []
        return append(node, to: &output, into: &log) ? output : nil
    }

    /// Recursion is bounded by ``YAMLParser/depthLimit``.
    private static func append(
        _ node: YAMLNode,
        to output: inout [UInt8],
        into log: inout DiagnosticLog
    ) -> Bool {
        switch node.content {
        case .scalar(let scalar):
            append(scalar, to: &output)
            return true
        case .sequence(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                guard append(element, to: &output, into: &log) else { return false }
            }
            output.append(UInt8(ascii: "]"))
            return true
        case .mapping(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                guard let key = member.key.scalar else {
                    log.error(.invalidTest, "a key of an event must be text", at: member.key.range)
                    return false
                }
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(string: key.text, to: &output)
                output.append(UInt8(ascii: ":"))
                guard append(member.value, to: &output, into: &log) else { return false }
            }
            output.append(UInt8(ascii: "}"))
            return true
        }
    }

    private static func append(_ scalar: YAMLScalar, to output: inout [UInt8]) {
        switch scalar.value {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): output.append(contentsOf: jsonNumber(number.text).utf8)
        case .text: append(string: scalar.text, to: &output)
        }
    }

    /// YAML allows `.5` and `5.`, where JSON wants digits on both sides of the point.
    private static func jsonNumber(_ text: String) -> String {
        var mantissa = text[...]
        var sign = ""
        if mantissa.hasPrefix("-") {
            sign = "-"
            mantissa = mantissa.dropFirst()
        }
        var exponent: Substring = ""
        if let index = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            exponent = mantissa[index...]
            mantissa = mantissa[..<index]
        }
        let start = mantissa.hasPrefix(".") ? "0" : ""
        let end = mantissa.hasSuffix(".") ? "0" : ""
        return "\(sign)\(start)\(mantissa)\(end)\(exponent)"
    }

    /// Escapes what RFC 8259, section 7 requires.
    private static func append(string text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        defer { output.append(UInt8(ascii: "\"")) }
        // Few texts hold what must be escaped.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
            output.append(contentsOf: text.utf8)
            return
        }
        let digits = Array("0123456789abcdef".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 0x0F)])
            default: output.append(byte)
            }
        }
    }
}
