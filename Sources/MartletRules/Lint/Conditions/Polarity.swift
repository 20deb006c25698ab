/// Which selections a condition wants to hold, and which not.
enum Polarity {
    static func collect(
        _ condition: Condition,
        _ isPositive: Bool,
        positive: inout Set<Int>,
        negative: inout Set<Int>
    ) {
        switch condition {
        case .selection(let index):
            if isPositive { positive.insert(index) } else { negative.insert(index) }
        case .atLeast(_, let indices):
            if isPositive { positive.formUnion(indices) } else { negative.formUnion(indices) }
        case .and(let parts), .or(let parts):
            for part in parts {
                collect(part, isPositive, positive: &positive, negative: &negative)
            }
        case .not(let part):
            collect(part, !isPositive, positive: &positive, negative: &negative)
        }
    }
}

extension LintedRule {
    /// The selections that take matches away and do nothing else.
    var excludingSelections: Set<Int> {
        var positive: Set<Int> = []
        var negative: Set<Int> = []
        for condition in rule.detection.conditions {
            Polarity.collect(condition, true, positive: &positive, negative: &negative)
        }
        return negative.subtracting(positive)
    }
}
