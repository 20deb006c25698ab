extension ValueParser {
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
        do throws(RegularExpression.Failure) {
            return .regex(try RegularExpression(scalar.text, options: options))
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

/// What RE2 refuses, in the words of somebody who knows other engines.
private struct RegexProblem {
    private let fragment: String
    let message: String
    /// Whether other engines can read the expression.
    let isUnsupported: Bool

    init(_ failure: RegularExpression.Failure, in pattern: String) {
        fragment = RegexProblem.blamed(failure.fragment, in: pattern)
        let kind = RegexProblem.unsupportedKind(fragment, failure.reason)
        isUnsupported = kind != nil
        if let kind {
            message = "\(kind) is not supported: expressions run in linear time"
        } else {
            message = "not a regular expression: \(failure.reason)"
        }
    }

    var help: String? {
        isUnsupported ? "split the expression into selections that the condition combines" : nil
    }

    /// The bytes of the pattern to blame: the fragment's first place, or all of it.
    func place(in pattern: String) -> Range<Int> {
        let bytes = Array(pattern.utf8)
        let wanted = Array(fragment.utf8)
        guard !wanted.isEmpty, wanted.count <= bytes.count else { return 0..<bytes.count }
        for start in 0...bytes.count - wanted.count
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return start..<start + wanted.count
        }
        return 0..<bytes.count
    }

    /// RE2 blames `(?<` for a look-behind, which is also how a named group begins.
    private static func blamed(_ fragment: String, in pattern: String) -> String {
        guard fragment == "(?<" else { return fragment }
        for operation in ["(?<=", "(?<!"] where pattern.contains(operation) { return operation }
        return fragment
    }

    private static func unsupportedKind(_ fragment: String, _ reason: String) -> String? {
        if fragment.hasPrefix("(?=") || fragment.hasPrefix("(?!") { return "look-ahead" }
        if fragment.hasPrefix("(?<=") || fragment.hasPrefix("(?<!") { return "look-behind" }
        if fragment.hasPrefix("(?>") { return "an atomic group" }
        if fragment.hasPrefix("(?(") { return "a conditional group" }
        if fragment.hasPrefix("(?#") { return "a comment" }
        if fragment.utf8.count == 2, fragment.hasPrefix("\\"),
            let digit = fragment.utf8.last, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(digit)
        {
            return "a back-reference"
        }
        if reason.contains("bad repetition operator"), fragment.hasSuffix("+"),
            fragment.utf8.count > 1
        {
            return "a possessive quantifier"
        }
        return nil
    }
}
