/// A selection that a pipeline adds to rules, and that must hold besides their condition.
package struct AddedCondition: Sendable {
    package let name: String
    /// Whether it must not hold.
    package let isNegated: Bool
    /// What it looks for, without regard to a template's parts.
    package let search: Search
    /// The map of fields and values when it is a template, whose texts name parts of the rule's log
    /// source: `$category`, `$product`, `$service`.
    package let template: YAMLNode?
    /// The file that it stands in.
    package let file: SourceFile
    package let location: SourceLocation
}
