extension ValueParser {
    /// Reads the number that a part of a time is compared with.
    func time(
        _ scalar: YAMLScalar,
        _ part: TimePart,
        problems: inout [TextProblem]
    ) -> ValueTest? {
        guard case .number(let number) = scalar.value else {
            return refuseNotANumber(scalar, problems: &problems)
        }
        let range = part.range
        guard let integer = number.integer, range.contains(Int(integer)) else {
            let bounds = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            return refuse(number.text, wanted: bounds, help: nil, problems: &problems)
        }
        let relation: ValueTest.Relation? =
            if case .compare(let relation) = modifiers.valueOperator { relation } else { nil }
        return .time(part, relation, Int(integer))
    }
}

extension TimePart {
    /// What the part can be.
    fileprivate var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .day: 1...31
        case .week: 1...53
        case .month: 1...12
        case .year: 0...9_999
        }
    }
}
