extension ValueParser {
    /// The length beyond which a regular expression is refused, in bytes.
    ///
    /// RE2 writes to standard error when it meets one that is much longer.
    private static let regexByteLimit = 32 << 10

    /// Compiles a regular expression, or says which part of it cannot be read.
    func regex(
        _ scalar: YAMLScalar,
        _ options: RegularExpression.Options,
        problems: inout [TextProblem]
    ) -> ValueTest? {
        if scalar.value == .null {
            return refuse("null", wanted: "text", help: nil, problems: &problems)
        }
        guard scalar.text.utf8.count <= ValueParser.regexByteLimit else {
            problems.append(
                TextProblem(
                    .invalidRegex,
                    "the regular expression is longer than \(ValueParser.regexByteLimit >> 10) KiB",
                    help: "write a list of shorter ones, or of texts"
                )
            )
            return nil
        }
        warnIfEmpty(scalar, problems: &problems)
        do throws(RegularExpression.Failure) {
            return .regex(try shared.regexes.expression(scalar.text, options: options))
        } catch {
            let problem = RegexProblem(error, in: scalar.text)
            problems.append(
                TextProblem(
                    problem.isUnsupported ? .unsupportedRegex : .invalidRegex,
                    problem.message,
                    at: problem.place(in: scalar.text),
                    help: problem.help
                )
            )
            return nil
        }
    }
}
