/// What came of loading rule files.
package struct LoadedRules: Sendable {
    /// The rules that are sound, in the order of the files.
    package let ruleSet: RuleSet
    /// Everything that was found, file by file in the order of loading.
    package let diagnostics: [Diagnostic]
    /// What did not become a rule.
    package let rejected: [RejectedRule]
    /// How many files were read or could not be.
    package let fileCount: Int

    /// Whether anything keeps a rule from loading.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A document, or a file that is no YAML, that did not become a rule.
package struct RejectedRule: Sendable, Equatable {
    /// The title, or `nil` when the document has none.
    package let title: String?
    /// The identifier, or `nil` when the document has none.
    package let id: String?
    /// Where the document starts.
    package let location: SourceLocation
    /// The first error in it.
    package let reason: Diagnostic

    /// What to call it: the title, else the id, else its place.
    package var name: String { title ?? id ?? location.description }
}
