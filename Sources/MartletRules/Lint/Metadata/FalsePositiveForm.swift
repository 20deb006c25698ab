/// An entry of false positives that says nothing.
enum FalsePositiveForm: DocumentLint {
    static let code = DiagnosticCode(215, "An entry under falsepositives says nothing.")
    static let level = Diagnostic.Severity.info
    private static let emptyWords = ["", "-", "none", "none known", "n/a", "na", "no", "null"]

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        var seen: Set<[UInt8]> = []
        for node in rule.leaves(of: "falsepositives") {
            let text = (node.scalar?.text ?? "").asciiLowercased
            let word = text.utf8.last == UInt8(ascii: ".") ? String(text.dropLast()) : text
            if node.isNull || emptyWords.contains(word) {
                report.add(
                    "the false positive says nothing",
                    in: rule,
                    at: node.range,
                    help: "write 'Unknown', or leave the attribute out"
                )
            } else if !seen.insert(Array(text.utf8)).inserted {
                report.add("the false positive stands twice", in: rule, at: node.range)
            }
        }
    }
}
