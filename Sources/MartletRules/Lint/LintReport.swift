/// Collects what lints say.
struct LintReport {
    /// What was reported, in the order in which it was found.
    private(set) var diagnostics: [Diagnostic] = []
    private var code: DiagnosticCode
    private var level: Diagnostic.Severity

    /// A report to which one lint adds.
    init(for lint: any Lint.Type) {
        code = lint.code
        level = lint.level
    }

    /// Lets another lint go on with the report.
    mutating func turn(to lint: any Lint.Type) {
        code = lint.code
        level = lint.level
    }

    /// Reports a problem in a rule's file.
    mutating func add(
        _ message: String,
        in rule: LintedDocument,
        at range: Range<Int>,
        help: String? = nil,
        fix: SourceFix? = nil
    ) {
        add(message, in: rule.file, at: range, help: help, fix: fix)
    }

    /// Reports a problem in a file.
    mutating func add(
        _ message: String,
        in file: SourceFile,
        at range: Range<Int>,
        help: String? = nil,
        fix: SourceFix? = nil
    ) {
        diagnostics.append(
            Diagnostic(level, code, message, in: file, at: range, help: help, fix: fix)
        )
    }
}
