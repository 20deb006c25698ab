/// What is wrong with a text of a rule, and where in it.
///
/// Texts are read without knowing their file: the log turns a problem into a diagnostic.
package struct TextProblem: Error, Sendable, Equatable {
    package let severity: Diagnostic.Severity
    package let code: DiagnosticCode
    package let message: String
    /// The bytes of the text to blame; `nil` blames all of it.
    package let range: Range<Int>?
    package let help: String?

    package init(
        _ code: DiagnosticCode,
        _ message: String,
        severity: Diagnostic.Severity = .error,
        at range: Range<Int>? = nil,
        help: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.range = range
        self.help = help
    }
}

extension DiagnosticLog {
    /// Reports a problem with the text of a leaf.
    mutating func report(_ problem: TextProblem, in node: YAMLNode) {
        report(problem, at: problem.range.map { file.range(of: $0, in: node) } ?? node.range)
    }

    /// Reports a problem with a value of a rule that was read before.
    package mutating func report(_ problem: TextProblem, in value: ItemValue) {
        let start = file.offset(of: value.location)
        // Where the leaf ends is not known any more; its text stops the search before that.
        let node = YAMLNode(.scalar(value.scalar), range: start..<max(start + 1, file.bytes.count))
        let part = problem.range ?? 0..<value.scalar.text.utf8.count
        report(problem, at: file.range(of: part, in: node))
    }

    private mutating func report(_ problem: TextProblem, at range: Range<Int>) {
        switch problem.severity {
        case .error: error(problem.code, problem.message, at: range, help: problem.help)
        case .warning, .info: warning(problem.code, problem.message, at: range, help: problem.help)
        }
    }
}
