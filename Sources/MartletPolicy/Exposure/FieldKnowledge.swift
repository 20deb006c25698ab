internal import MartletRules

/// What is known of a field of an event that is only sketched.
enum FieldKnowledge {
    /// It is not there.
    case absent
    /// It may be anything, and may not be there.
    case unknown
    /// It has exactly this value.
    case value(String)
    /// It has exactly these values.
    case values([String])
    /// It has one of the codes that responses have.
    case code
    /// It says that the request was granted, or that it was refused.
    case decision
    /// It has a value that is none of those that anybody names.
    case other
}

extension ValueTest {
    /// The chance that a value passes.
    func chance(of value: String) -> Chance {
        switch self {
        case .text(let pattern, let isCased): Chance(pattern.fits(value, caseSensitive: isCased))
        case .number(let number): Chance(Double(value) == number.double)
        case .boolean(let boolean): Chance(value == String(boolean))
        case .null: .never
        case .exists(let isThere): Chance(isThere)
        case .regex(let expression): Chance(expression.groups(in: Array(value.utf8)) != nil)
        case .compare(let relation, let bound):
            Chance(
                Double(value).map { number in
                    switch relation {
                    case .less: number < bound.double
                    case .lessOrEqual: number <= bound.double
                    case .greater: number > bound.double
                    case .greaterOrEqual: number >= bound.double
                    }
                } ?? false
            )
        case .cidr, .field, .time: .possible
        }
    }

    /// The chance that a value passes that nobody names.
    var chanceOfOther: Chance {
        switch self {
        case .exists(let isThere): Chance(isThere)
        case .null: .never
        case .text(let pattern, _): pattern.literal == nil ? .possible : .never
        default: .possible
        }
    }

    /// The chance that the test passes where there is no value.
    var chanceOfAbsence: Chance { Chance(self == .null || self == .exists(false)) }
}
