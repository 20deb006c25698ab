/// The overrides of one document.
struct OverrideDocument: Sendable {
    let overrides: [RuleOverride]
    let file: SourceFile
}
