/// A word behind a field name that changes what its values mean.
///
/// Source: Sigma modifiers appendix 2.1.
package enum Modifier: String, CaseIterable, Sendable {
    case all
    case base64
    case base64offset
    case cased
    case cidr
    case contains
    case day
    case endswith
    case exists
    case expand
    case fieldref
    case gt
    case gte
    case hour
    case lt
    case lte
    case minute
    case month
    case neq
    case re
    case startswith
    case utf16
    case utf16be
    case utf16le
    case week
    case wide
    case windash
    case year
    // Letters that refine `re`.
    case ignoringCase = "i"
    case multiLine = "m"
    case dotMatchingAll = "s"

    /// All by their words: a dictionary finds one faster than the comparison with each.
    private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The modifier that a rule writes as this word.
    static func named(_ word: String) -> Modifier? { named[word] }

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

    /// The bytes that the modifier makes of a text, or `nil` when it is no encoding.
    var encoding: ItemModifiers.Encoding? {
        switch self {
        case .base64: .base64
        case .base64offset: .base64Offset
        case .utf16: .utf16
        case .utf16le, .wide: .utf16LittleEndian
        case .utf16be: .utf16BigEndian
        default: nil
        }
    }

    /// The part of a time that the modifier compares, or `nil` when it takes none.
    var timePart: TimePart? {
        switch self {
        case .minute: .minute
        case .hour: .hour
        case .day: .day
        case .week: .week
        case .month: .month
        case .year: .year
        default: nil
        }
    }
}
