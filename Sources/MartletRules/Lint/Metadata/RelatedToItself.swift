/// A rule that names itself as its relation.
enum RelatedToItself: DocumentLint {
    static let code = DiagnosticCode(217, "A rule is related to itself.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard let own = rule.metadata.id,
            case .sequence(let entries) = rule.attributes["related"]?.value.content
        else { return }
        for case .mapping(let members) in entries.map(\.content) {
            guard let node = AttributeReader(members: members)["id"]?.value,
                node.scalar?.text.asciiLowercased == own.asciiLowercased
            else { continue }
            report.add(
                "the rule is related to itself",
                in: rule,
                at: node.range,
                help: "write the id of the other rule"
            )
        }
    }
}
