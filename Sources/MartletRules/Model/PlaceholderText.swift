/// A text with names in it that stand for texts of the user's: `%Servers%`.
///
/// Source: Sigma rules specification 2.1, "Placeholders".
package struct PlaceholderText: Hashable, Sendable {
    /// A part of the text.
    package enum Part: Hashable, Sendable {
        case text(String)
        /// A name, without its percent signs.
        case placeholder(String)
    }

    package let parts: [Part]

    package init(_ parts: [Part]) {
        self.parts = parts
    }

    /// The names that stand in the text, in order.
    package var names: [String] {
        parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    /// The text when no placeholder is left in it, else `nil`.
    package var text: String? {
        var text = ""
        for part in parts {
            guard case .text(let fragment) = part else { return nil }
            text += fragment
        }
        return text
    }
}
