extension ValueParser {
    /// The length beyond which a regular expression is refused, in bytes.
    ///
    /// RE2 writes to standard error when it meets one that is much longer.
    private static let regexByteLimit = 32 << 10

    /// Compiles a regular expression, or reports which part of it cannot be read.
    func regex(
        _ scalar: YAMLScalar,
        _ node: YAMLNode,
        _ options: RegularExpression.Options,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        if scalar.value == .null {
            log.error(.wrongValue, "the modifier 're' needs text, not null", at: node.range)
            return nil
        }
        guard scalar.text.utf8.count <= ValueParser.regexByteLimit else {
            log.error(
                .invalidRegex,
                "the regular expression is longer than \(ValueParser.regexByteLimit >> 10) KiB",
                at: node.range,
                help: "write a list of shorter ones, or of texts"
            )
            return nil
        }
        warnIfEmpty(scalar, node, into: &log)
        do throws(RegularExpression.Failure) {
            return .regex(try regexes.expression(scalar.text, options: options))
        } catch {
            let problem = RegexProblem(error, in: scalar.text)
            log.error(
                problem.isUnsupported ? .unsupportedRegex : .invalidRegex,
                problem.message,
                at: log.file.range(of: problem.place(in: scalar.text), in: node),
                help: problem.help
            )
            return nil
        }
    }
}
