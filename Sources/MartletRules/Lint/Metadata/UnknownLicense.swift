/// A licence that is no SPDX expression.
enum UnknownLicense: DocumentLint {
    static let code = DiagnosticCode(219, "A license is not an SPDX identifier.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard let node = rule.attributes["license"]?.value, let text = node.scalar?.text,
            !node.isNull
        else { return }
        let words = text.utf8.split { $0 == UInt8(ascii: " ") }
        let operators = ["AND", "OR", "WITH"]
        // Between two operators stands one identifier, which has no spaces.
        let isExpression =
            words.count % 2 == 1
            && words.enumerated().allSatisfy { index, word in
                index % 2 == 1
                    ? operators.contains(String(Substring(word)))
                    : word.allSatisfy {
                        $0.isASCIILetter || $0.isASCIIDigit || ".-+:()".utf8.contains($0)
                    }
            }
        guard !isExpression else { return }
        report.add(
            "'\(text)' is no SPDX identifier",
            in: rule,
            at: node.range,
            help: "for example Apache-2.0, MIT or DRL-1.1"
        )
    }
}
