extension EventTime.Moment {
    /// Reads a JSON number of seconds since 1970, or of smaller units where it is large; `nil` if the
    /// text is none, or if it is negative or beyond 63 bits.
    init?(number text: ByteView) {
        guard let number = Decimal(text) else { return nil }
        let unit: Int
        switch number.whole {
        case ..<100_000_000_000: unit = 1
        case ..<100_000_000_000_000: unit = 1_000
        case ..<100_000_000_000_000_000: unit = 1_000_000
        default: unit = 1_000_000_000
        }
        seconds = number.whole / unit
        nanoseconds = number.whole % unit * (1_000_000_000 / unit) + number.billionths / unit
    }

    /// A number that is not negative: what stands before its point, and nine digits behind it.
    private struct Decimal {
        var whole = 0
        /// What is smaller is left out.
        var billionths = 0

        init?(_ text: ByteView) {
            guard text.count > 0,
                JSONGrammar.endOfNumber(text, from: 0, to: text.count) == text.count
            else { return nil }
            let isNegative = text[0] == UInt8(ascii: "-")
            let start = isNegative ? 1 : 0
            var digitsEnd = start
            var point: Int?
            while digitsEnd < text.count, text[digitsEnd] | 0x20 != UInt8(ascii: "e") {
                if text[digitsEnd] == UInt8(ascii: ".") { point = digitsEnd }
                digitsEnd += 1
            }
            let exponent =
                digitsEnd < text.count ? JSONGrammar.exponent(text, from: digitsEnd + 1) : 0
            // How many digits stand before the point once the exponent has moved it.
            var wanted = (point ?? digitsEnd) - start + exponent
            var unit = 1_000_000_000
            // Zeros that the exponent puts behind the point.
            for _ in 0..<min(max(-wanted, 0), 9) { unit /= 10 }
            var isZero = true
            for offset in start..<digitsEnd where offset != point {
                let digit = Int(text[offset] &- 0x30)
                isZero = isZero && digit == 0
                if wanted > 0 {
                    wanted -= 1
                    guard append(digit) else { return nil }
                } else {
                    unit /= 10
                    billionths += digit * unit
                }
            }
            if isNegative, !isZero { return nil }
            while wanted > 0, whole > 0 {
                wanted -= 1
                guard append(0) else { return nil }
            }
        }

        private mutating func append(_ digit: Int) -> Bool {
            let (shifted, overflow) = whole.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) = shifted.addingReportingOverflow(digit)
            whole = sum
            return !overflow && !overflowed
        }
    }
}
