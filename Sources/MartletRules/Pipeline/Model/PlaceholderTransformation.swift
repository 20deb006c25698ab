/// Puts texts in the place of a rule's placeholders.
package struct PlaceholderTransformation: Sendable {
    /// What stands for a placeholder.
    package enum Source: Sendable {
        /// The values of the pipeline's variable of this name; without one it is left.
        case variables
        /// Anything, `*`.
        case wildcard
    }

    package let source: Source
    /// The only names to replace, or `nil` for all.
    package let included: [String]?
    /// Names to leave.
    package let excluded: [String]

    /// The texts for those of some names that are to be replaced.
    package func placeholders(
        for names: [String],
        variables: [String: [String]]
    ) -> Placeholders {
        var placeholders = Placeholders()
        for name in names where included?.contains(name) ?? !excluded.contains(name) {
            let texts =
                switch source {
                case .variables: variables[name]
                case .wildcard: ["*"]
                }
            if let texts { placeholders.define(name, as: texts) }
        }
        return placeholders
    }
}
