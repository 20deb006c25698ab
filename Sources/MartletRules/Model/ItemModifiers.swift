/// What the modifiers behind a field name say together: `CommandLine|windash|contains|all`.
///
/// Source: Sigma modifiers appendix 2.1.
package struct ItemModifiers: Hashable, Sendable {
    /// A transformation of a value into other bytes.
    package enum Encoding: Hashable, Sendable {
        case base64
        /// Three encodings, one for each place in a group of three bytes; implies `contains`.
        case base64Offset
        /// Little-endian behind a byte order mark.
        case utf16
        case utf16LittleEndian
        case utf16BigEndian
    }

    /// The words as the rule writes them, in order.
    package var words: [String] = []
    package var valueOperator = ValueOperator.equals
    /// Whether the values are names of other fields (`fieldref`).
    package var refersToField = false
    /// The part of a time to compare (`hour` and its like).
    package var timePart: TimePart?
    /// In the order in which they are applied.
    package var encodings: [Encoding] = []
    /// Whether dashes at the start of words stand for one another (`windash`).
    package var matchesAnyDash = false
    /// Whether `%name%` in a value is a placeholder (`expand`).
    package var expandsPlaceholders = false
    package var isCased = false
    package var requiresAll = false
    package var isNegated = false

    package init() {}
}
