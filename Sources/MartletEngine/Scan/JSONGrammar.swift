/// The parts of the JSON grammar that are read a byte at a time (RFC 8259).
package enum JSONGrammar {
    /// The offset of the first byte at or behind `start` that is no white space; at most `end`.
    @inline(__always)
    package static func skipSpace(_ text: ByteView, from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            switch text[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset &+= 1
            default: return offset
            }
        }
        return offset
    }

    /// The offset behind the number that starts at `start`, or `nil` if there is none.
    package static func endOfNumber(_ text: ByteView, from start: Int, to end: Int) -> Int? {
        func isDigit(_ offset: Int) -> Bool { offset < end && text[offset] &- 0x30 < 10 }
        func isByte(_ offset: Int, _ byte: UInt8) -> Bool { offset < end && text[offset] == byte }

        var offset = start
        if isByte(offset, UInt8(ascii: "-")) { offset &+= 1 }
        guard isDigit(offset) else { return nil }
        if text[offset] == UInt8(ascii: "0") {
            offset &+= 1
        } else {
            while isDigit(offset) { offset &+= 1 }
        }
        if isByte(offset, UInt8(ascii: ".")) {
            offset &+= 1
            guard isDigit(offset) else { return nil }
            while isDigit(offset) { offset &+= 1 }
        }
        if isByte(offset, UInt8(ascii: "e")) || isByte(offset, UInt8(ascii: "E")) {
            offset &+= 1
            if isByte(offset, UInt8(ascii: "+")) || isByte(offset, UInt8(ascii: "-")) {
                offset &+= 1
            }
            guard isDigit(offset) else { return nil }
            while isDigit(offset) { offset &+= 1 }
        }
        return offset
    }

    /// The exponent of a number behind its `e`; beyond what any text has digits for, one is as good
    /// as another.
    static func exponent(_ text: ByteView, from start: Int) -> Int {
        let isNegative = text[start] == UInt8(ascii: "-")
        let hasSign = isNegative || text[start] == UInt8(ascii: "+")
        var value = 0
        for offset in (hasSign ? start + 1 : start)..<text.count {
            value = min(value * 10 + Int(text[offset] &- 0x30), 1 << 40)
        }
        return isNegative ? -value : value
    }

    /// The kind of the literal that starts at `start`, or `nil` if there is none.
    @inline(__always)
    package static func literal(
        _ text: ByteView,
        from start: Int,
        to end: Int
    ) -> (kind: FieldTable.Kind, count: Int)? {
        // The words "true", "null" and "fals" as little-endian numbers; reads into the padding.
        let word = UInt32(truncatingIfNeeded: text.word(at: start))
        switch word {
        case 0x6575_7274 where start + 4 <= end: return (.true, 4)
        case 0x6C6C_756E where start + 4 <= end: return (.null, 4)
        case 0x736C_6166 where start + 5 <= end && text[start + 4] == UInt8(ascii: "e"):
            return (.false, 5)
        default: return nil
        }
    }
}
