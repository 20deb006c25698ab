extension Correlation {
    /// The numbers that can be compared with the condition: no group is looked at without a match.
    var comparedNumbers: (isWhole: Bool, minimum: Double, maximum: Double) {
        switch kind {
        case .eventCount: (true, 1, .infinity)
        case .valueCount: (true, 0, .infinity)
        case .temporal, .temporalOrdered: (true, 1, Double(references.count))
        case .aggregate, .newValue, .absence: (false, -.infinity, .infinity)
        }
    }

    /// The comparisons of the condition, if it has any.
    var thresholds: [Threshold] {
        if case .thresholds(let thresholds) = requirement { thresholds } else { [] }
    }
}

extension Correlation.Threshold {
    /// What holds of exactly the numbers that this does not hold of.
    var negated: Correlation.Threshold {
        let relation: Relation =
            switch relation {
            case .greater: .lessOrEqual
            case .greaterOrEqual: .less
            case .less: .greaterOrEqual
            case .lessOrEqual: .greater
            case .equal: .notEqual
            case .notEqual: .equal
            }
        return Correlation.Threshold(relation, number)
    }
}
