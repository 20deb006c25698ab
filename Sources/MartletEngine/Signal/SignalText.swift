internal import MartletRules

/// Turns the inside of a JSON string into text that a terminal may show.
///
/// Escapes are resolved, so that people read `&` and not `\u0026`; what would steer a terminal or
/// turn the writing direction is spelt out instead, as in `\u{1b}`, and so are lone surrogates.
enum SignalText {
    /// Appends the text of a JSON string that is valid, as ``JSONText`` writes it.
    ///
    /// - Returns: how many Unicode scalars were appended.
    @discardableResult
    static func append(json source: [UInt8], to output: inout [UInt8]) -> Int {
        var text = ""
        var rest = source[...]
        while let byte = rest.first {
            if byte != UInt8(ascii: "\\") {
                let end = rest.firstIndex(of: UInt8(ascii: "\\")) ?? rest.endIndex
                text += VisibleText.escape(String(decoding: rest[..<end], as: UTF8.self))
                rest = rest[end...]
                continue
            }
            rest = rest.dropFirst()
            guard let letter = rest.popFirst() else { break }
            guard letter == UInt8(ascii: "u") else {
                text += VisibleText.escape(String(Unicode.Scalar(meaning(of: letter))))
                continue
            }
            let unit = takeUnit(from: &rest)
            if let scalar = Unicode.Scalar(unit) {
                text += VisibleText.escape(String(scalar))
            } else if let scalar = takeLowSurrogate(behind: unit, from: &rest) {
                text += VisibleText.escape(String(scalar))
            } else {
                text += "\\u{\(String(unit, radix: 16))}"
            }
        }
        output += text.utf8
        return text.unicodeScalars.count
    }

    private static func meaning(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    /// Takes the four digits behind `\u`.
    private static func takeUnit(from rest: inout ArraySlice<UInt8>) -> UInt32 {
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        rest = rest.dropFirst(4)
        return UInt32(digits, radix: 16) ?? 0xFFFD
    }

    /// Takes the escape of a low surrogate, if a high one and it make a scalar.
    private static func takeLowSurrogate(
        behind high: UInt32,
        from rest: inout ArraySlice<UInt8>
    ) -> Unicode.Scalar? {
        guard high < 0xDC00, rest.starts(with: Array("\\u".utf8)) else { return nil }
        var behind = rest.dropFirst(2)
        let low = takeUnit(from: &behind)
        guard 0xDC00..<0xE000 ~= low else { return nil }
        rest = behind
        return Unicode.Scalar(0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF))
    }
}
