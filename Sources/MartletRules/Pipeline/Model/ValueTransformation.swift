/// Gives detection items other values.
///
/// Like pySigma, it sees values as the modifiers left them: with `contains` a text has `*` at both
/// ends, and with `base64` it is the encoded one.
package enum ValueTransformation: Sendable {
    case replaceString(StringReplacement)
    /// A text that is the whole value, wildcards included, by others.
    case mapString([(pattern: TextPattern, replacements: [String])])
    /// Every value by this one.
    case setValue(YAMLScalar, [ValueTest])
    case changeCase(LetterCase)
    /// Numbers by their text, or texts by the number that they spell.
    case convert(ScalarType)

    /// What the letters of a text become.
    package enum LetterCase: String, Sendable, CaseIterable {
        case lower
        case upper
        /// `commandLine` becomes `command_line`.
        case snake = "snake_case"
    }

    /// What a value becomes.
    package enum ScalarType: String, Sendable, CaseIterable {
        case text = "str"
        case number = "num"
    }
}
