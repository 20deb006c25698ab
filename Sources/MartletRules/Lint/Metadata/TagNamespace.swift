/// A tag in a namespace that Sigma does not define.
enum TagNamespace: DocumentLint {
    static let code = DiagnosticCode(211, "A tag is in no namespace that Sigma defines.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        for node in rule.leaves(of: "tags") {
            let tag = node.scalar?.text ?? ""
            let parts = tag.utf8.split(
                separator: UInt8(ascii: "."),
                maxSplits: 1,
                omittingEmptySubsequences: false
            ).map { String(Substring($0)) }
            if parts.count < 2 || parts[1].isEmpty {
                report.add(
                    "the tag '\(tag)' has no namespace",
                    in: rule,
                    at: node.range,
                    help: "write it as namespace.tag, for example attack.execution"
                )
            } else if !SigmaTags.namespaces.contains(parts[0].asciiLowercased),
                let near = Suggestion.nearest(to: parts[0], among: SigmaTags.namespaces)
            {
                report.add(
                    "unknown namespace '\(parts[0])' of a tag",
                    in: rule,
                    at: node.range,
                    help: "did you mean '\(near)'?"
                )
            }
        }
    }
}
