internal import CMartletRegex

extension RegularExpression {
    /// Whether the pattern matches anywhere in the text; linear in the text's length.
    package func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8) + [0]
        // SAFETY: the array is never empty and lives for the call; its last byte is not counted.
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return unsafe matches(base, count: bytes.count - 1)
        }
    }

    /// Whether the pattern has all groups that a replacement names.
    func admits(replacement: String) -> Bool {
        let bytes = replacement.utf8.map { CChar(bitPattern: $0) } + [0]
        // SAFETY: the array lives for the call and is passed with its own length.
        return unsafe martlet_regex_admits_replacement(handle, bytes, bytes.count - 1)
    }

    /// The text with every match replaced; `\1` in the replacement is the pattern's first group.
    ///
    /// - Complexity: Linear in the text's length and in that of the result.
    func replacing(in text: [UInt8], with replacement: String) -> [UInt8] {
        let bytes = replacement.utf8.map { CChar(bitPattern: $0) } + [0]
        let padded = text + [0]
        var length = 0
        // SAFETY: the arrays live for the call, each passed with its own length.
        let result = unsafe martlet_regex_replace(
            handle,
            padded,
            text.count,
            bytes,
            bytes.count - 1,
            &length
        )
        // Without memory for a text there is none for what follows either.
        guard let result = unsafe result else { return text }
        // SAFETY: the call above made the text of this length, and nobody else holds it.
        defer { unsafe martlet_regex_free_text(result) }
        return (0..<length).map { unsafe UInt8(bitPattern: result[$0]) }
    }
}
