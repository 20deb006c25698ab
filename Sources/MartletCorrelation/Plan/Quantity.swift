package import MartletEngine
package import MartletRules

/// A number that a correlation compares: a whole one exactly, another in double precision.
package enum Quantity: Equatable, Sendable {
    case whole(Int128)
    case fraction(Double)

    package var double: Double {
        switch self {
        case .whole(let number): Double(number)
        case .fraction(let number): number
        }
    }

    /// Whether all thresholds hold, without any rounding.
    package func satisfies(_ thresholds: [Correlation.Threshold]) -> Bool {
        for threshold in thresholds where !holds(threshold) { return false }
        return true
    }

    private func holds(_ threshold: Correlation.Threshold) -> Bool {
        guard case .whole(let number) = self,
            let floor = Int128(exactly: threshold.number.rounded(.down))
        else { return threshold.holds(of: double) }
        let isAbove = number > floor
        let isEqual = number == floor && Double(floor) == threshold.number
        return switch threshold.relation {
        case .greater: isAbove
        case .greaterOrEqual: isAbove || isEqual
        case .less: !isAbove && !isEqual
        case .lessOrEqual: !isAbove
        case .equal: isEqual
        case .notEqual: !isEqual
        }
    }

    /// The number as JSON.
    package var text: String {
        switch self {
        case .whole(let number): "\(number)"
        case .fraction(let number):
            Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        }
    }
}

// MARK: - Values of events

extension Quantity {
    /// The number that a value is: a JSON number, or a string that is one, of which nothing was cut.
    ///
    /// What lies beyond double precision's range is none; a whole number of more than 64 bits counts
    /// as a fraction.
    package init?(_ value: FieldValue) {
        guard value.kind == .number || value.kind == .string, value.fingerprint == 0 else {
            return nil
        }
        if let short = Quantity.shortNumber(value.text) {
            self = .whole(Int128(short))
            return
        }
        guard let first = value.text.first, first == UInt8(ascii: "-") || first &- 0x30 < 10,
            let number = ByteView.withBytes(value.text, { NumberValue($0) }), number.double.isFinite
        else { return nil }
        if number.isInteger {
            self = .whole(Int128(number.integer))
        } else if let whole = Quantity.whole(spelt: value.text) {
            self = .whole(Int128(whole))
        } else {
            self = .fraction(number.double)
        }
    }

    /// The number of a few digits that nearly every number is.
    private static func shortNumber(_ text: [UInt8]) -> Int64? {
        guard 1...18 ~= text.count, text.count == 1 || text[0] != 0x30 else { return nil }
        var number: Int64 = 0
        for byte in text {
            guard byte &- 0x30 < 10 else { return nil }
            number = number &* 10 &+ Int64(byte &- 0x30)
        }
        return number
    }

    /// The whole number that a JSON number with a point or an exponent is, if it is one.
    private static func whole(spelt text: [UInt8]) -> Int64? {
        let mantissa = text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        let behind = String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)
        guard let written = behind.isEmpty ? 0 : Int(behind) else {
            // An exponent beyond all bounds matters to no number but 0.
            return mantissa.allSatisfy { $0 == 0x30 || $0 &- 0x30 > 9 } ? 0 : nil
        }
        let digits = mantissa.filter { $0 &- 0x30 < 10 }
        let point = mantissa.firstIndex(of: UInt8(ascii: "."))
        let fractionCount = point.map { mantissa.endIndex - $0 - 1 } ?? 0
        let significant = digits.drop { $0 == 0x30 }
        guard let last = significant.lastIndex(where: { $0 != 0x30 }) else { return 0 }
        let trimmed = significant[...last]
        let (shift, overflow) = written.subtractingReportingOverflow(
            fractionCount - (significant.endIndex - trimmed.endIndex)
        )
        guard !overflow, (0...19).contains(shift), trimmed.count + shift <= 19 else { return nil }
        var number: Int128 = text[0] == UInt8(ascii: "-") ? -1 : 1
        let sign = number
        number = 0
        for digit in trimmed { number = number * 10 + Int128(digit &- 0x30) }
        for _ in 0..<shift { number *= 10 }
        return Int64(exactly: number * sign)
    }
}
