/// Collects what is wrong with one file, so that one run reports every mistake.
package struct DiagnosticLog {
    package let file: SourceFile
    /// What was reported, in the order in which it was found.
    package private(set) var diagnostics: [Diagnostic] = []
    /// The line that was reported last: many reports about one long line share its text.
    private var lastLine: (range: Range<Int>, text: String)?

    package init(file: SourceFile) {
        self.file = file
    }

    /// The first error among the diagnostics from an index on.
    package func firstError(from index: Int) -> Diagnostic? {
        diagnostics[index...].first { $0.severity == .error }
    }

    /// Reports what keeps a rule from loading.
    package mutating func error(
        _ code: DiagnosticCode,
        _ message: String,
        at range: Range<Int>,
        help: String? = nil
    ) {
        report(.error, code, message, at: range, help: help)
    }

    /// Reports what loads, but hardly as it was meant.
    package mutating func warning(
        _ code: DiagnosticCode,
        _ message: String,
        at range: Range<Int>,
        help: String? = nil
    ) {
        report(.warning, code, message, at: range, help: help)
    }

    private mutating func report(
        _ severity: Diagnostic.Severity,
        _ code: DiagnosticCode,
        _ message: String,
        at range: Range<Int>,
        help: String?
    ) {
        let line = file.lineRange(at: range.lowerBound)
        if lastLine?.range != line { lastLine = (line, file.text(line)) }
        // What spans several lines is marked on its first one.
        let end = min(range.upperBound, line.upperBound)
        diagnostics.append(
            Diagnostic(
                severity,
                code,
                message,
                at: file.location(at: range.lowerBound),
                length: max(1, end - range.lowerBound),
                sourceLine: lastLine?.text,
                help: help
            )
        )
    }
}
