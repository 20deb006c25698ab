/// Resolves the escape sequences of a JSON string.
///
/// The result is UTF-8, except that a lone surrogate escape, which RFC 8259 allows, becomes the
/// three bytes that UTF-8 would use for it.
package enum StringDecoder {
    /// Why a string cannot be decoded, and at which offset of the text.
    package struct Failure: Error {
        package var failure: ScanFailure
        package var position: Int
    }

    /// Decodes the string between two offsets into a buffer and returns the length of the result.
    ///
    /// The result is never longer than the source.
    package static func decode(
        _ text: ByteView,
        from start: Int,
        to end: Int,
        into output: inout Buffer<UInt8>
    ) throws(Failure) -> Int {
        output.grow(to: end - start + ByteView.paddingByteCount, repeating: 0)
        var count = 0
        var offset = start
        while offset < end {
            // Eight bytes at a time, up to the first that is no plain one; what lies behind it, or
            // behind the string, is written over or does not count.
            let word = text.word(at: offset)
            output.store(word, at: count)
            let plain = min(StringDecoder.lengthOfPlainRun(word), end &- offset)
            offset &+= plain
            count &+= plain
            if plain == 8 || offset == end { continue }
            guard text[offset] == UInt8(ascii: "\\") else {
                throw Failure(failure: .controlCharacter, position: offset)
            }
            offset &+= 1
            guard offset < end else {
                throw Failure(failure: .invalidEscape, position: offset &- 1)
            }
            let letter = text[offset]
            offset &+= 1
            // Nearly all escapes in JSON within JSON.
            if letter == UInt8(ascii: "\"") || letter == UInt8(ascii: "\\") {
                output[count] = letter
                count &+= 1
            } else if letter == UInt8(ascii: "u") {
                let scalar = try unicodeEscape(text, behind: &offset, to: end)
                count &+= encode(scalar, into: output, at: count)
            } else {
                guard let plain = simpleEscape(letter) else {
                    throw Failure(failure: .invalidEscape, position: offset &- 2)
                }
                output[count] = plain
                count &+= 1
            }
        }
        return count
    }

    /// Whether the text of a string begins like an object, behind white space; all may be escaped.
    package static func beginsObject(_ text: ByteView, from start: Int, to end: Int) -> Bool {
        var offset = start
        while true {
            offset = JSONGrammar.skipSpace(text, from: offset, to: end)
            guard offset < end, text[offset] == UInt8(ascii: "\\") else {
                return offset < end && text[offset] == UInt8(ascii: "{")
            }
            guard offset + 1 < end else { return false }
            let letter = text[offset + 1]
            offset += 2
            let scalar =
                letter == UInt8(ascii: "u")
                ? try? unicodeEscape(text, behind: &offset, to: end)
                : simpleEscape(letter).map(UInt32.init)
            switch scalar {
            case 0x7B: return true
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default: return false
            }
        }
    }

    /// How many of eight bytes stand before the first backslash or control character.
    @inline(__always)
    private static func lengthOfPlainRun(_ word: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs = ones &* 0x80
        let backslash = word ^ (ones &* 0x5C)
        // The lowest mark of each is exact, and the lowest is what counts.
        let marks = ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)
        return (marks & highs).trailingZeroBitCount >> 3
    }

    private static func simpleEscape(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Reads the digits behind `\u`, and a low surrogate's escape behind a high one's.
    private static func unicodeEscape(
        _ text: ByteView,
        behind offset: inout Int,
        to end: Int
    ) throws(Failure) -> UInt32 {
        guard let unit = hexadecimal(text, at: offset, to: end) else {
            throw Failure(failure: .invalidEscape, position: offset - 2)
        }
        offset += 4
        guard unit & 0xFC00 == 0xD800,
            offset + 6 <= end,
            text[offset] == UInt8(ascii: "\\"),
            text[offset + 1] == UInt8(ascii: "u"),
            let low = hexadecimal(text, at: offset + 2, to: end),
            low & 0xFC00 == 0xDC00
        else { return unit }
        offset += 6
        return 0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
    }

    private static func hexadecimal(_ text: ByteView, at start: Int, to end: Int) -> UInt32? {
        guard start + 4 <= end else { return nil }
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            let byte = text[offset]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private static func encode(
        _ scalar: UInt32,
        into output: borrowing Buffer<UInt8>,
        at index: Int
    ) -> Int {
        switch scalar {
        case ..<0x80:
            output[index] = UInt8(scalar)
            return 1
        case ..<0x800:
            output[index] = 0xC0 | UInt8(scalar >> 6)
            output[index + 1] = continuation(scalar)
            return 2
        case ..<0x10000:
            output[index] = 0xE0 | UInt8(scalar >> 12)
            output[index + 1] = continuation(scalar >> 6)
            output[index + 2] = continuation(scalar)
            return 3
        default:
            output[index] = 0xF0 | UInt8(scalar >> 18)
            output[index + 1] = continuation(scalar >> 12)
            output[index + 2] = continuation(scalar >> 6)
            output[index + 3] = continuation(scalar)
            return 4
        }
    }

    private static func continuation(_ bits: UInt32) -> UInt8 {
        0x80 | UInt8(bits & 0x3F)
    }
}
