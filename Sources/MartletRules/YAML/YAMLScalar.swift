/// A leaf of a YAML document.
package struct YAMLScalar: Sendable, Equatable {
    /// How the leaf is written, which decides whether it can be anything but text.
    package enum Style: Sendable, Equatable {
        case plain
        case singleQuoted
        case doubleQuoted
        /// A literal (`|`) or folded (`>`) block.
        case block
    }

    /// What a leaf stands for in the core schema.
    package enum Value: Sendable, Equatable {
        case null
        case boolean(Bool)
        case number(NumberLiteral)
        case text
    }

    /// The text after folding and unescaping.
    package let text: String
    package let style: Style
    /// Whether a tag, `!` or `!!str`, makes a plain leaf a text.
    package var isTaggedText = false

    package init(text: String, style: Style) {
        self.text = text
        self.style = style
    }

    /// What the leaf stands for; only plain leaves are ever more than text.
    package var value: Value {
        style == .plain && !isTaggedText ? CoreSchema.value(ofPlain: text) : .text
    }

    /// Whether the leaf is a plain `null`, `~` or nothing at all.
    var isNull: Bool { style == .plain && !isTaggedText && CoreSchema.isNull(plain: text) }

    /// What the leaf is, for messages: `null`, `a number`.
    package var kindDescription: String {
        switch value {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .text: "a string"
        }
    }
}
