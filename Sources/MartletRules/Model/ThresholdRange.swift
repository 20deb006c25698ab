/// The numbers that satisfy comparisons, as far as one stretch of numbers holds them.
package struct ThresholdRange: Sendable {
    private var lower: Double
    private var upper: Double
    private var includesLower = true
    private var includesUpper = true
    private var excluded: Double?
    private let isWhole: Bool

    /// The numbers among those from `minimum` to `maximum`, only whole ones if they count something.
    package init(
        _ thresholds: [Correlation.Threshold],
        whole isWhole: Bool,
        from minimum: Double = -.infinity,
        to maximum: Double = .infinity
    ) {
        self.isWhole = isWhole
        lower = minimum
        upper = maximum
        for threshold in thresholds { restrict(threshold) }
    }

    private mutating func restrict(_ threshold: Correlation.Threshold) {
        let number = threshold.number
        switch threshold.relation {
        case .greater: raise(to: number, including: false)
        case .greaterOrEqual: raise(to: number, including: true)
        case .less: fall(to: number, including: false)
        case .lessOrEqual: fall(to: number, including: true)
        case .equal:
            raise(to: number, including: true)
            fall(to: number, including: true)
        case .notEqual: excluded = number
        }
    }

    private mutating func raise(to number: Double, including: Bool) {
        guard number > lower || number == lower && !including else { return }
        lower = number
        includesLower = including
    }

    private mutating func fall(to number: Double, including: Bool) {
        guard number < upper || number == upper && !including else { return }
        upper = number
        includesUpper = including
    }

    /// Whether no number is left.
    package var isEmpty: Bool {
        var (least, most) = (lower, upper)
        if isWhole {
            least = includesLower ? lower.rounded(.up) : lower.rounded(.down) + 1
            most = includesUpper ? upper.rounded(.down) : upper.rounded(.up) - 1
        } else if !includesLower || !includesUpper, lower == upper {
            return true
        }
        return least > most || least == most && least == excluded
    }
}
