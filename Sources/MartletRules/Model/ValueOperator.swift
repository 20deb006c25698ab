/// How a value of a rule is compared with a value of an event.
package enum ValueOperator: Hashable, Sendable {
    case equals
    case contains
    case startsWith
    case endsWith
    case regex(RegularExpression.Options)
    case exists
    case cidr
    case compare(ValueTest.Relation)

    /// Whether the operator compares text as patterns, which `cased` refines.
    package var isTextual: Bool {
        switch self {
        case .equals, .contains, .startsWith, .endsWith: true
        case .regex, .exists, .cidr, .compare: false
        }
    }
}
