internal import MartletRules

/// Writes JSON strings, from plain text or from the source of other JSON strings.
package enum JSONText {
    /// Appends a text as a JSON string, quotes included.
    package static func append(quoted text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        append(text, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a text as the inside of a JSON string.
    package static func append(_ text: String, to output: inout [UInt8]) {
        if text.utf8.allSatisfy(isPlain) {
            output += text.utf8
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                output.append(UInt8(ascii: "\\"))
                output.append(UInt8(ascii: scalar))
            default:
                append(scalar, to: &output)
            }
        }
    }

    /// Copies the inside of a JSON string, mended where it is not valid, cut behind a limit.
    ///
    /// Strings that no rule looked at were not checked, and what martlet writes must be JSON all
    /// the same: raw control characters are escaped (those beyond ASCII and the marks of writing
    /// direction too, which steer terminals), a stray backslash is doubled, and bytes that
    /// are no UTF-8 become U+FFFD. A cut never splits an escape or a scalar.
    ///
    /// - Returns: whether the text was cut.
    @discardableResult
    static func append(
        source: ByteView,
        limit: Int = .max,
        to output: inout ByteWriter
    ) -> Bool {
        let end = min(source.count, limit)
        var offset = 0
        while true {
            // Nearly all of nearly every string is copied in one go.
            if offset < end {
                offset &+= output.append(plainOf: source, from: offset, to: end)
            }
            if offset >= source.count { return false }
            if offset >= limit { return true }
            offset &+= appendSpecial(of: source, at: offset, to: &output)
        }
    }

    /// The same, into an array, for what is written seldom.
    @discardableResult
    package static func append(
        source: ByteView,
        limit: Int = .max,
        to output: inout [UInt8]
    ) -> Bool {
        var writer = ByteWriter(capacity: source.count)
        let isCut = append(source: source, limit: limit, to: &writer)
        output += writer.array
        return isCut
    }

    /// Appends what does not stand for itself: an escape, or what must be one.
    ///
    /// - Returns: how many bytes of the source it takes.
    @inline(never)
    private static func appendSpecial(
        of source: ByteView,
        at offset: Int,
        to output: inout ByteWriter
    ) -> Int {
        switch source[offset] {
        case UInt8(ascii: "\\"):
            let length = lengthOfEscape(in: source, at: offset)
            guard length > 0 else {
                output.append(#"\\"#)
                return 1
            }
            output.append(source.slice(from: offset, count: length))
            return length
        case UInt8(ascii: "\""):
            output.append(#"\""#)
            return 1
        default:
            return appendScalar(of: source, at: offset, to: &output)
        }
    }

    /// Whether a byte stands for itself in a JSON string, wherever it is shown.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Appends the scalar at an offset, or U+FFFD for a byte that begins none.
    ///
    /// - Returns: how many bytes of the source it takes.
    static func appendScalar(
        of source: ByteView,
        at offset: Int,
        to output: inout ByteWriter
    ) -> Int {
        let length = source[offset] < 0x80 ? 1 : lengthOfScalar(in: source, at: offset)
        guard length > 0 else {
            output.append("\u{FFFD}")
            return 1
        }
        var value = UInt32(source[offset]) & (length == 1 ? 0x7F : 0x7F >> UInt32(length))
        for index in 1..<max(length, 1) {
            value = value << 6 | UInt32(source[offset + index] & 0x3F)
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        if VisibleText.isUnsafe(scalar) {
            output.append(escape(of: scalar))
        } else {
            output.append(source.slice(from: offset, count: length))
        }
        return length
    }

    /// Appends a scalar, escaped if it would steer a terminal: many people read signals on one.
    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        guard VisibleText.isUnsafe(scalar) else {
            output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            return
        }
        output += escape(of: scalar)
    }

    /// The escape of a scalar that would steer a terminal; all of them lie in the first plane.
    private static func escape(of scalar: Unicode.Scalar) -> String.UTF8View {
        let digits = String(scalar.value, radix: 16)
        return "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8
    }

    /// The length of the escape sequence at a backslash, a surrogate pair as one; 0 if it is none.
    private static func lengthOfEscape(in source: ByteView, at offset: Int) -> Int {
        guard offset + 1 < source.count else { return 0 }
        switch source[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            guard isUnicodeEscape(in: source, at: offset) else { return 0 }
            // A high surrogate, \ud800 to \udbff, takes the low one behind it along.
            let isHigh =
                source[offset + 2] | 0x20 == UInt8(ascii: "d")
                && [UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b")]
                    .contains(source[offset + 3] | 0x20)
            return isHigh && isUnicodeEscape(in: source, at: offset + 6) ? 12 : 6
        default:
            return 0
        }
    }

    private static func isUnicodeEscape(in source: ByteView, at offset: Int) -> Bool {
        guard offset + 6 <= source.count, source[offset] == UInt8(ascii: "\\"),
            source[offset + 1] == UInt8(ascii: "u")
        else { return false }
        return (offset + 2..<offset + 6).allSatisfy { index in
            let byte = source[index]
            return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
        }
    }

    /// The length of the UTF-8 sequence at a byte beyond ASCII; 0 if it is malformed.
    private static func lengthOfScalar(in source: ByteView, at offset: Int) -> Int {
        let lead = source[offset]
        let length =
            switch lead {
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 0
            }
        guard length > 0, offset + length <= source.count else { return 0 }
        for index in 1..<length where source[offset + index] & 0xC0 != 0x80 { return 0 }
        let second = source[offset + 1]
        switch lead {
        case 0xE0 where second < 0xA0, 0xED where second > 0x9F,
            0xF0 where second < 0x90, 0xF4 where second > 0x8F:
            return 0
        default:
            return length
        }
    }
}
