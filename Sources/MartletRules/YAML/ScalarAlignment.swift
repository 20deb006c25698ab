extension SourceFile {
    /// Where a part of a leaf's text stands in the file.
    ///
    /// Folding changes only white space and quotes change only what they escape, so text and source
    /// are walked side by side. Where that fails (hexadecimal escapes, for one) the whole leaf is
    /// the answer.
    ///
    /// - Parameters:
    ///   - part: The part of the text, in UTF-8 bytes.
    ///   - node: The leaf that the text comes from.
    /// - Returns: The bytes in the file.
    package func range(of part: Range<Int>, in node: YAMLNode) -> Range<Int> {
        guard let scalar = node.scalar else { return node.range }
        var walk = ScalarWalk(
            source: bytes,
            position: node.range.lowerBound,
            end: node.range.upperBound
        )
        walk.skipOpening(of: scalar.style)
        var start: Int?
        var end: Int?
        for (index, byte) in scalar.text.utf8.enumerated() {
            if index >= part.upperBound { break }
            if isWhiteSpace(byte) { continue }
            guard let place = walk.take(byte, style: scalar.style) else { return node.range }
            if index >= part.lowerBound {
                start = start ?? place.lowerBound
                end = place.upperBound
            }
        }
        guard let start, let end else {
            // An empty part, such as the end of a condition, stands behind what was walked.
            let place = min(walk.position, max(node.range.lowerBound, node.range.upperBound - 1))
            return place..<place + 1
        }
        return start..<end
    }
}

/// A reader of a leaf's source, one character of its text at a time.
private struct ScalarWalk {
    let source: [UInt8]
    var position: Int
    let end: Int

    /// Skips the quote or the block's header line.
    mutating func skipOpening(of style: YAMLScalar.Style) {
        switch style {
        case .plain: break
        case .singleQuoted, .doubleQuoted: position += 1
        case .block:
            while position < end, source[position] != UInt8(ascii: "\n") { position += 1 }
        }
    }

    /// The source of the next byte of the text, or `nil` when the two do not agree.
    mutating func take(_ byte: UInt8, style: YAMLScalar.Style) -> Range<Int>? {
        while position < end, isWhiteSpace(source[position]) { position += 1 }
        if style == .doubleQuoted, !skipEscapedLineBreaks() { return nil }
        guard position < end else { return nil }
        let start = position
        let next = position + 1 < end ? source[position + 1] : 0
        switch (style, source[position]) {
        case (.singleQuoted, UInt8(ascii: "'")) where next == byte: position += 2
        case (.doubleQuoted, UInt8(ascii: "\\"))
        where next == byte
            && [UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/")].contains(byte):
            position += 2
        case (.doubleQuoted, UInt8(ascii: "\\")): return nil
        case (_, byte): position += 1
        default: return nil
        }
        return start..<position
    }

    private mutating func skipEscapedLineBreaks() -> Bool {
        while position + 1 < end, source[position] == UInt8(ascii: "\\"),
            isWhiteSpace(source[position + 1])
        {
            position += 1
            while position < end, isWhiteSpace(source[position]) { position += 1 }
        }
        return position < end
    }
}

private func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
}
