extension JSONText {
    /// A decoded text as a JSON string; a lone surrogate becomes the escape that it was.
    static func quoted(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [UInt8(ascii: "\"")]
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
            case ..<0x20: result += escape(UInt16(byte))
            case 0xED where index + 2 < text.count && text[index + 1] >= 0xA0:
                let unit =
                    0xD000 | UInt16(text[index + 1] & 0x3F) << 6 | UInt16(text[index + 2] & 0x3F)
                result += escape(unit)
                index += 2
            default: result.append(byte)
            }
            index += 1
        }
        result.append(UInt8(ascii: "\""))
        return result
    }

    private static func escape(_ unit: UInt16) -> [UInt8] {
        let digits = String(unit, radix: 16)
        return Array("\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
    }
}
