/// Compiles the regular expressions of a pipeline.
///
/// pySigma runs them on Python's engine; what only that one can do is an error.
struct PipelineRegex {
    /// The length beyond which an expression is refused, in bytes.
    private static let byteLimit = 4 << 10

    let shared: ValueParser.Shared

    /// An expression that is searched anywhere, or `nil` after reporting what is wrong with it.
    func expression(_ node: YAMLNode, into log: inout DiagnosticLog) -> RegularExpression? {
        guard let text = node.scalar?.text, !node.isNull else {
            log.error(
                .invalidPipeline,
                "a regular expression must be text, not \(node.kindDescription)",
                at: node.range
            )
            return nil
        }
        guard text.utf8.count <= PipelineRegex.byteLimit else {
            log.error(
                .invalidRegex,
                "the regular expression is longer than \(PipelineRegex.byteLimit >> 10) KiB",
                at: node.range
            )
            return nil
        }
        do throws(RegularExpression.Failure) {
            return try shared.regexes.expression(text, options: RegularExpression.Options())
        } catch {
            let problem = RegexProblem(error, in: text)
            log.error(
                problem.isUnsupported ? .unsupportedRegex : .invalidRegex,
                problem.message,
                at: log.file.range(of: problem.place(in: text), in: node),
                help: problem.help
            )
            return nil
        }
    }

    /// An expression that must match from the start of a text on, as Python's `match` does.
    func prefixExpression(_ node: YAMLNode, into log: inout DiagnosticLog) -> RegularExpression? {
        guard let expression = expression(node, into: &log) else { return nil }
        let anchored = "^(?:\(expression.pattern))"
        return try? shared.regexes.expression(anchored, options: RegularExpression.Options())
    }
}
