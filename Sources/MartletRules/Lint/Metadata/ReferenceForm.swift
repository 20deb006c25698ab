/// A reference that cannot be followed.
enum ReferenceForm: DocumentLint {
    static let code = DiagnosticCode(209, "A reference is not a URL.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        for node in rule.leaves(of: "references") {
            let text = node.scalar?.text ?? ""
            let folded = text.asciiLowercased
            let isURL = ["https://", "http://"].contains { folded.hasPrefix($0) }
            guard !isURL || text.utf8.contains(UInt8(ascii: " ")) else { continue }
            // What people say about where they know it from is no address to be corrected.
            guard isURL || folded.hasPrefix("www.") || text.isEmpty else { continue }
            report.add(
                isURL ? "a URL has no spaces" : "the reference is not a URL",
                in: rule,
                at: node.range,
                help: isURL ? "move the remark into a comment" : "begin it with https://"
            )
        }
    }
}
