/// A relation to another rule that cannot be followed.
enum RelatedForm: DocumentLint {
    static let code = DiagnosticCode(216, "An entry under related is not an id and a type.")
    static let level = Diagnostic.Severity.warning
    private static let types = [
        "correlation", "derived", "merged", "obsolete", "renamed", "similar",
    ]

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard let related = rule.attributes["related"], !related.value.isNull else { return }
        guard case .sequence(let entries) = related.value.content else {
            report.add("'related' is a list of maps", in: rule, at: related.key.range)
            return
        }
        for entry in entries {
            guard case .mapping(let members) = entry.content else {
                report.add("an entry of 'related' is a map", in: rule, at: entry.range)
                continue
            }
            check(AttributeReader(members: members), at: entry.range, in: rule, into: &report)
        }
    }

    private static func check(
        _ entry: AttributeReader,
        at range: Range<Int>,
        in rule: LintedDocument,
        into report: inout LintReport
    ) {
        if let id = entry["id"]?.value {
            if id.scalar.flatMap({ UUIDText($0.text) }) == nil {
                report.add("the related id is not a UUID", in: rule, at: id.range)
            }
        } else {
            report.add("the relation names no 'id'", in: rule, at: range)
        }
        let type = entry["type"]?.value
        let name = type?.scalar?.text ?? ""
        guard !types.contains(name) else { return }
        report.add(
            type == nil ? "the relation names no 'type'" : "unknown type '\(name)' of a relation",
            in: rule,
            at: type?.range ?? range,
            help: Suggestion.help(for: name, among: types)
                ?? "use one of \(types.joined(separator: ", "))"
        )
    }
}
