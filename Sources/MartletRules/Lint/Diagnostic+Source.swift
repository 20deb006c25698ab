extension Diagnostic {
    /// A diagnostic about bytes of a file; what spans several lines is marked on its first one.
    package init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: String,
        in file: SourceFile,
        at range: Range<Int>,
        help: String? = nil,
        fix: SourceFix? = nil
    ) {
        let line = file.lineRange(at: range.lowerBound)
        let end = min(range.upperBound, line.upperBound)
        self.init(
            severity,
            code,
            message,
            at: file.location(at: range.lowerBound),
            length: max(1, end - range.lowerBound),
            sourceLine: file.text(line),
            help: help,
            fix: fix
        )
    }

    /// The same diagnostic with another fix, or without one.
    func with(fix: SourceFix?) -> Diagnostic {
        Diagnostic(
            severity,
            code,
            message,
            at: location,
            length: length,
            sourceLine: sourceLine,
            help: help,
            fix: fix
        )
    }
}
