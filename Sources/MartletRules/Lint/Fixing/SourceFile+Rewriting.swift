extension SourceFile {
    /// How a leaf's new text is written in the style of the old one.
    ///
    /// - Returns: The source for the whole leaf, or `nil` where no short form is safe.
    func spelling(of text: String, like scalar: YAMLScalar) -> String? {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !VisibleText.isUnsafe($0) })
        else { return nil }
        switch scalar.style {
        case .block: return nil
        case .plain where SourceFile.isPlain(text): return text
        case .plain, .singleQuoted:
            return "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
        case .doubleQuoted:
            guard !text.utf8.contains(UInt8(ascii: "\"")), !text.utf8.contains(UInt8(ascii: "\\"))
            else { return nil }
            return "\"\(text)\""
        }
    }

    /// Whether a text may stand without quotes and stays a text; narrower than YAML allows.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last,
            CoreSchema.value(ofPlain: text) == .text
        else { return false }
        func isWord(_ byte: UInt8) -> Bool {
            byte.isASCIILetter || byte.isASCIIDigit || "_./".utf8.contains(byte)
        }
        return isWord(first) && isWord(last)
            && text.utf8.allSatisfy { isWord($0) || "- ".utf8.contains($0) }
    }

    /// The bytes of a part of a leaf, or `nil` where the source spells that part in another way.
    func exactRange(of part: Range<Int>, in node: YAMLNode) -> Range<Int>? {
        guard let text = node.scalar?.text else { return nil }
        let range = range(of: part, in: node)
        let wanted = Array(text.utf8)[part]
        return bytes[range].elementsEqual(wanted) ? range : nil
    }

    /// The edit that takes an element out of a list, or `nil` unless its line holds nothing else.
    func removal(ofElement node: YAMLNode) -> SourceEdit? {
        let line = lineRange(at: node.range.lowerBound)
        guard node.range.upperBound <= line.upperBound else { return nil }
        let before = bytes[line.lowerBound..<node.range.lowerBound]
        let after = bytes[node.range.upperBound..<line.upperBound]
        let lead = before.drop { $0 == UInt8(ascii: " ") }
        guard lead.first == UInt8(ascii: "-"),
            lead.dropFirst().allSatisfy({ $0 == UInt8(ascii: " ") }), lead.count > 1,
            after.allSatisfy({ $0 == UInt8(ascii: " ") })
        else { return nil }
        var end = line.upperBound
        if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
        return SourceEdit(range: line.lowerBound..<end, replacement: "")
    }
}
