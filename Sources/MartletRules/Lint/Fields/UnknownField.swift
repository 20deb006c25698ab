/// A field that no event of the log source has.
enum UnknownField: RuleLint {
    static let code = DiagnosticCode(280, "A field is none that events of the log source have.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard let fields = rule.fields else { return }
        for item in rule.items {
            guard let field = item.item.field, let key = item.key,
                !field.paths.contains(where: fields.contains),
                !isToldOfElsewhere(item.fieldName, rule)
            else { continue }
            let near = fields.nearest(to: field.name)
            report.add(
                "no event of \(fields.sourceName) has '\(item.fieldName)'",
                in: rule,
                at: rule.file.range(of: 0..<item.fieldName.utf8.count, in: key),
                help: near.map { "did you mean '\($0)'?" },
                fix: near.flatMap { fix(item.fieldName, $0, key, in: rule.file) }
            )
        }
    }

    /// Whether a lint of Kubernetes knows more about the name.
    private static func isToldOfElsewhere(_ name: String, _ rule: LintedRule) -> Bool {
        rule.isKubernetesAudit
            && (KubernetesAudit.flattenedFields[name] != nil
                || AnnotationKey.rightName(of: name) != nil)
    }

    /// A name that only its case sets apart can be put right.
    private static func fix(
        _ name: String,
        _ near: String,
        _ key: YAMLNode,
        in file: SourceFile
    ) -> SourceFix? {
        guard near.asciiLowercased == name.asciiLowercased,
            let range = file.exactRange(of: 0..<name.utf8.count, in: key)
        else { return nil }
        return SourceFix(
            "write '\(near)'",
            replacing: range,
            with: near,
            consequence: "the item can now match"
        )
    }
}
