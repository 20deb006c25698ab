/// A comment that keeps a lint from speaking which had nothing to say.
enum UnusedSuppression: Lint {
    static let code = DiagnosticCode(300, "A comment ignores a lint that says nothing there.")
    static let level = Diagnostic.Severity.warning
}

/// A comment that names no lint.
enum UnknownSuppression: Lint {
    static let code = DiagnosticCode(301, "A comment ignores a code that does not exist.")
    static let level = Diagnostic.Severity.warning
}
