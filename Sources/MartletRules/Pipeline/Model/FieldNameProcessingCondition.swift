/// What a step of a pipeline may ask of a field name.
package enum FieldNameProcessingCondition: Sendable {
    /// How names are listed.
    package enum Names: Sendable {
        case plain([String])
        /// Expressions that match from the name's start on.
        case patterns([RegularExpression])

        /// Whether a name is listed.
        package func contains(_ name: String) -> Bool {
            switch self {
            case .plain(let names): names.contains { $0.utf8.elementsEqual(name.utf8) }
            case .patterns(let patterns): patterns.contains { $0.matches(name) }
            }
        }
    }

    /// The name is listed; a keyword has none.
    case include(Names)
    /// The name is not listed.
    case exclude(Names)
    /// The step with this id made the name, or changed the item that has it.
    case itemApplied(String)
    case state(ProcessingStateCondition)
}
