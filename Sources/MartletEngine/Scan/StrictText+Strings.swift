internal import CMartletKernels

extension StrictText {
    /// Reads a string, whose opening quote was seen, and steps behind its closing quote.
    @inline(__always)
    mutating func readString() -> Bool {
        var index = position &+ 1
        while true {
            index &+= plainCount(from: index)
            guard index < count else { return fail(.truncated, at: count) }
            let byte = self[index]
            if byte == UInt8(ascii: "\"") {
                position = index &+ 1
                return true
            }
            position = index
            guard readSpecial(byte) else { return false }
            index = position
        }
    }

    /// Reads one character of a string that is not plain, at the position.
    private mutating func readSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"): return readEscape()
        case 0..<0x20: return fail(.controlCharacter)
        case 0x80...: return readMultibyteSequence(byte)
        default:
            position &+= 1
            return true
        }
    }

    private mutating func readEscape() -> Bool {
        sawEscape = true
        position &+= 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position &+= 1
            return true
        case UInt8(ascii: "u"):
            position &+= 1
            for _ in 0..<4 {
                guard StrictText.hexadecimalDigit(next) != nil else {
                    return fail(isAtEnd ? .truncated : .invalidEscape)
                }
                position &+= 1
            }
            return true
        default:
            return fail(isAtEnd ? .truncated : .invalidEscape)
        }
    }

    @inline(__always)
    static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        let digit = byte &- UInt8(ascii: "0")
        if digit < 10 { return UInt32(digit) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? UInt32(letter) + 10 : nil
    }

    /// Reads two to four bytes by table 3-7 of the Unicode Standard; the first one is blamed.
    private mutating func readMultibyteSequence(_ lead: UInt8) -> Bool {
        let length: Int
        // What the second byte may be; it alone rules out overlong forms, surrogates and the rest.
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { lowest = 0xA0 }
            if lead == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { lowest = 0x90 }
            if lead == 0xF4 { highest = 0x8F }
        default: return fail(.invalidUTF8)
        }
        for index in position &+ 1..<position &+ length {
            guard index < count else { return fail(.truncated, at: count) }
            let byte = self[index]
            guard byte >= lowest, byte <= highest else { return fail(.invalidUTF8) }
            lowest = 0x80
            highest = 0xBF
        }
        position &+= length
        return true
    }
}

extension StrictText {
    /// Appends a key's text, unescaped, to a buffer; lone surrogates take three bytes each.
    func appendUnescaped(_ key: Key, to output: inout [UInt8]) {
        var index = key.start
        while index < key.end {
            let byte = self[index]
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                index &+= 1
                continue
            }
            let letter = self[index &+ 1]
            guard letter == UInt8(ascii: "u") else {
                output.append(StrictText.unescaped(letter))
                index &+= 2
                continue
            }
            var scalar = codeUnit(at: index &+ 2)
            index &+= 6
            if scalar & 0xFC00 == 0xD800, index &+ 6 <= key.end,
                self[index] == UInt8(ascii: "\\"), self[index &+ 1] == UInt8(ascii: "u")
            {
                let second = codeUnit(at: index &+ 2)
                if second & 0xFC00 == 0xDC00 {
                    scalar = 0x1_0000 &+ (scalar & 0x3FF) << 10 &+ (second & 0x3FF)
                    index &+= 6
                }
            }
            StrictText.append(scalar, to: &output)
        }
    }

    private func codeUnit(at index: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 << 4 | (StrictText.hexadecimalDigit(self[index &+ $1]) ?? 0) }
    }

    private static func unescaped(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        func continuation(_ shift: UInt32) -> UInt8 {
            0x80 | UInt8(truncatingIfNeeded: scalar >> shift) & 0x3F
        }
        switch scalar {
        case 0..<0x80: output.append(UInt8(scalar))
        case 0x80..<0x800:
            output.append(0xC0 | UInt8(scalar >> 6))
            output.append(continuation(0))
        case 0x800..<0x1_0000:
            output.append(0xE0 | UInt8(scalar >> 12))
            output.append(continuation(6))
            output.append(continuation(0))
        default:
            output.append(0xF0 | UInt8(scalar >> 18))
            output.append(continuation(12))
            output.append(continuation(6))
            output.append(continuation(0))
        }
    }
}
