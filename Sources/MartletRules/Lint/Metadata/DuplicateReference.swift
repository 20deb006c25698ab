/// A reference that is listed twice.
enum DuplicateReference: DocumentLint {
    static let code = DiagnosticCode(210, "A reference stands twice.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        var seen: Set<[UInt8]> = []
        for node in rule.leaves(of: "references") {
            let text = Array((node.scalar?.text ?? "").utf8)
            guard !text.isEmpty, !seen.insert(text).inserted else { continue }
            report.add(
                "the reference stands twice",
                in: rule,
                at: node.range,
                fix: rule.file.removal(ofElement: node).map {
                    SourceFix("remove the second", [$0])
                }
            )
        }
    }
}
