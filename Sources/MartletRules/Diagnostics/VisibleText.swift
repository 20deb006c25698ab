/// Makes text safe to show: what would move the cursor or turn the writing direction is spelt out.
package enum VisibleText {
    /// The text with every unsafe scalar as `\u{1b}`.
    package static func escape(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.map { escape($0) }.joined()
    }

    /// The scalar, or its number when it is unsafe.
    static func escape(_ scalar: Unicode.Scalar) -> String {
        isUnsafe(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }

    /// Whether a scalar has no business on a terminal; all that are lie in the first plane.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F: false
        // C0 and C1 controls, line and paragraph separators.
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        // Embeddings, overrides and isolates of the bidirectional algorithm, and a stray mark.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
