/// A tag that is listed twice.
enum DuplicateTag: DocumentLint {
    static let code = DiagnosticCode(214, "A tag stands twice.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        var seen: Set<[UInt8]> = []
        for node in rule.leaves(of: "tags") {
            let tag = node.scalar?.text ?? ""
            guard !seen.insert(Array(tag.asciiLowercased.utf8)).inserted else { continue }
            report.add(
                "the tag '\(tag)' stands twice",
                in: rule,
                at: node.range,
                fix: rule.file.removal(ofElement: node).map {
                    SourceFix("remove the second", [$0])
                }
            )
        }
    }
}
