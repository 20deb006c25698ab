extension DiagnosticLog {
    /// Reports why libyaml gave up, with what to do where the cause is well known.
    mutating func report(_ failure: YAMLFailure) {
        let message =
            failure.context.isEmpty ? failure.problem : "\(failure.problem) \(failure.context)"
        let range = failure.offset..<failure.offset + 1
        if isEncodingProblem(failure.problem) {
            error(.notUTF8, "the file is not UTF-8 text: \(failure.problem)", at: range)
        } else {
            error(
                .invalidYAML,
                "not YAML: \(message)",
                at: range,
                help: help(for: failure)
            )
        }
    }

    private func isEncodingProblem(_ problem: String) -> Bool {
        [
            "invalid leading UTF-8 octet", "incomplete UTF-8 octet sequence",
            "invalid trailing UTF-8 octet", "invalid length of a UTF-8 sequence",
            "invalid Unicode character", "control characters are not allowed",
        ].contains(problem)
    }

    private func help(for failure: YAMLFailure) -> String? {
        let byte = failure.offset < file.bytes.count ? file.bytes[failure.offset] : 0
        switch failure.problem {
        case "found character that cannot start any token":
            return byte == UInt8(ascii: "\t")
                ? "indent with spaces; YAML does not allow tabs here"
                : "put a value that begins with '%', '@' or '`' in single quotes"
        case "did not find expected alphabetic or numeric character":
            return "put a value that begins with '*' or '&' in single quotes"
        case "mapping values are not allowed in this context":
            return "put a value that holds ': ' in single quotes, or check the indentation"
        case "found unknown escape character":
            return "use single quotes, where a backslash is a backslash"
        case "found unexpected end of stream":
            return "close the quotes"
        case "did not find expected key", "did not find expected '-' indicator",
            "could not find expected ':'":
            return "check the indentation and the quotes of this line and the one before"
        default: return nil
        }
    }
}
