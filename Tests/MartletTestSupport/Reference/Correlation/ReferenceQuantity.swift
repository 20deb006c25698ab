internal import MartletEngine
internal import MartletRules

/// A number that a correlation compares: a whole number exactly, another in double precision.
package enum ReferenceQuantity: Equatable, Sendable {
    case whole(Int128)
    case fraction(Double)

    /// The number of a JSON number, or of a string that is one.
    ///
    /// A text that was cut is none, nor is what lies beyond the range of double precision. What does
    /// not fit 64 bits counts as a fraction.
    init?(_ value: FieldValue) {
        guard value.kind == .number || value.kind == .string, value.fingerprint == 0,
            ReferenceNumber(value.text) != nil,
            let double = Double(String(decoding: value.text, as: UTF8.self)), double.isFinite
        else { return nil }
        self = ReferenceQuantity.whole(value.text).map { .whole($0) } ?? .fraction(double)
    }

    package var double: Double {
        switch self {
        case .whole(let number): Double(number)
        case .fraction(let number): number
        }
    }

    /// The 64-bit whole number that the text of a JSON number spells, whatever its exponent.
    private static func whole(_ text: [UInt8]) -> Int128? {
        let halves = String(decoding: text, as: UTF8.self).lowercased().split(separator: "e")
        let isNegative = halves[0].hasPrefix("-")
        let decimals = halves[0].drop { $0 == "-" }.split(separator: ".")
        let fraction = decimals.count > 1 ? String(decimals[1]) : ""
        var digits = Substring(decimals[0] + fraction)
        digits = digits.drop { $0 == "0" }
        if digits.isEmpty { return 0 }
        guard let written = halves.count > 1 ? Int(halves[1]) : 0, abs(written) < 1_000 else {
            return nil
        }
        var exponent = written - fraction.count
        while digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
        let number = Int128(digits + String(repeating: "0", count: exponent)) ?? 0
        return Int64(exactly: isNegative ? -number : number).map { Int128($0) }
    }
}

// MARK: - Comparison

extension ReferenceQuantity {
    /// Whether all thresholds hold, without any rounding.
    func satisfies(_ thresholds: [Correlation.Threshold]) -> Bool {
        thresholds.allSatisfy { threshold in
            let order = order(threshold.number)
            return switch threshold.relation {
            case .greater: order > 0
            case .greaterOrEqual: order >= 0
            case .less: order < 0
            case .lessOrEqual: order <= 0
            case .equal: order == 0
            case .notEqual: order != 0
            }
        }
    }

    /// Negative, zero or positive, as the number is below, equal to or above another.
    private func order(_ other: Double) -> Int {
        guard case .whole(let number) = self, let floor = Int128(exactly: other.rounded(.down))
        else { return double < other ? -1 : double == other ? 0 : 1 }
        if number != floor { return number < floor ? -1 : 1 }
        return Double(floor) == other ? 0 : -1
    }
}

// MARK: - Aggregates

extension ReferenceQuantity {
    /// What an aggregate makes of numbers in the order of evidence; `nil` without one.
    static func make(
        _ aggregate: Correlation.Aggregate,
        of numbers: [ReferenceQuantity]
    ) -> ReferenceQuantity? {
        guard !numbers.isEmpty else { return nil }
        let result: ReferenceQuantity =
            switch aggregate {
            case .sum: sum(numbers)
            case .average: .fraction(sum(numbers).double / Double(numbers.count))
            case .percentile(let percentile): .fraction(rank(percentile, of: numbers))
            }
        return result.double.isFinite ? result : nil
    }

    private static func sum(_ numbers: [ReferenceQuantity]) -> ReferenceQuantity {
        var total: Int128 = 0
        for number in numbers {
            guard case .whole(let whole) = number else {
                return .fraction(numbers.reduce(0) { $0 + $1.double })
            }
            total += whole
        }
        return .whole(total)
    }

    private static func rank(_ percentile: Double, of numbers: [ReferenceQuantity]) -> Double {
        let sorted = numbers.map(\.double).sorted()
        let rank = percentile * Double(sorted.count - 1) / 100
        let lower = Int(rank)
        guard lower + 1 < sorted.count else { return sorted[lower] }
        return sorted[lower] + (sorted[lower + 1] - sorted[lower]) * (rank - Double(lower))
    }
}
