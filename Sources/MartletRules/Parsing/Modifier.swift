/// A word behind a field name that changes what its values mean.
///
/// Source: Sigma modifiers appendix 2.1.
package enum Modifier: String, CaseIterable, Sendable {
    case all
    case cased
    case cidr
    case contains
    case endswith
    case exists
    case gt
    case gte
    case lt
    case lte
    case neq
    case re
    case startswith
    // Letters that refine `re`.
    case ignoringCase = "i"
    case multiLine = "m"
    case dotMatchingAll = "s"
    // Known, and refused until the engine can do them.
    case base64
    case base64offset
    case day
    case expand
    case fieldref
    case hour
    case minute
    case month
    case utf16
    case utf16be
    case utf16le
    case week
    case wide
    case windash
    case year

    /// Whether rules that use it load.
    var isSupported: Bool {
        switch self {
        case .all, .cased, .cidr, .contains, .endswith, .exists, .gt, .gte, .lt, .lte, .neq, .re,
            .startswith, .ignoringCase, .multiLine, .dotMatchingAll:
            true
        case .base64, .base64offset, .day, .expand, .fieldref, .hour, .minute, .month, .utf16,
            .utf16be, .utf16le, .week, .wide, .windash, .year:
            false
        }
    }

    /// What the modifier makes of a value, or `nil` when it is no operator.
    var valueOperator: ValueOperator? {
        switch self {
        case .contains: .contains
        case .startswith: .startsWith
        case .endswith: .endsWith
        case .re: .regex(RegularExpression.Options())
        case .exists: .exists
        case .cidr: .cidr
        case .gt: .compare(.greater)
        case .gte: .compare(.greaterOrEqual)
        case .lt: .compare(.less)
        case .lte: .compare(.lessOrEqual)
        default: nil
        }
    }
}
