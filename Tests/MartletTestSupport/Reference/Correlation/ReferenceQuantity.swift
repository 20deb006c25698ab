package import MartletEngine
internal import MartletRules

/// A number that a correlation compares: a whole number exactly, another in double precision.
package enum ReferenceQuantity: Equatable, Sendable {
    case whole(Int128)
    case fraction(Double)

    /// The number of a JSON number, or of a string that is one.
    ///
    /// A text that was cut is none, nor is what lies beyond the range of double precision. What does
    /// not fit 64 bits counts as a fraction.
    package init?(_ value: FieldValue) {
        guard value.kind == .number || value.kind == .string, value.fingerprint == 0,
            ReferenceNumber(value.text) != nil,
            let double = Double(String(decoding: value.text, as: UTF8.self)), double.isFinite
        else { return nil }
        self = ReferenceQuantity.whole(value.text).map { .whole($0) } ?? .fraction(double)
    }

    /// A number that a signal shows: that of a sum may have more than 64 bits.
    package init?(beyondLimits value: FieldValue) {
        guard let digits = ReferenceDigits(value.text), let number = ReferenceQuantity(value) else {
            return nil
        }
        self = digits.isWhole ? digits.scaled(by: 0).map { .whole($0) } ?? number : number
    }

    package var double: Double {
        switch self {
        case .whole(let number): Double(number)
        case .fraction(let number): number
        }
    }

    /// The number in one spelling.
    package var text: String {
        switch self {
        case .whole(let number): "\(number)"
        case .fraction(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        }
    }

    /// Whether two numbers are one in a signal, which does not tell a large fraction from a whole.
    static func areShownAlike(_ left: ReferenceQuantity?, _ right: ReferenceQuantity?) -> Bool {
        switch (left, right) {
        case (.fraction(let left)?, let right?): left == right.double
        case (let left?, .fraction(let right)?): left.double == right
        default: left == right
        }
    }

    /// The whole part of a JSON number times 10^9.
    package static func billionths(_ text: [UInt8]) -> Int64? {
        ReferenceDigits(text)?.scaled(by: 9).flatMap { Int64(exactly: $0) }
    }

    /// The 64-bit whole number that the text of a JSON number spells, whatever its exponent.
    private static func whole(_ text: [UInt8]) -> Int128? {
        guard let digits = ReferenceDigits(text), digits.isWhole, let number = digits.scaled(by: 0)
        else { return nil }
        return Int64(exactly: number).map { Int128($0) }
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
