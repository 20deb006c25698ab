/// A field that no event of the log source has.
enum UnknownField: RuleLint {
    static let code = DiagnosticCode(280, "A field is none that events of the log source have.")
    static let level = Diagnostic.Severity.warning

    /// A field in the place where the rule names it.
    private struct Mention {
        /// The field as it is named from the event.
        let field: FieldReference
        /// The name as the key has it.
        let writtenName: String
        let key: YAMLNode
        /// The field of the block that the name starts from the elements of.
        let outer: FieldReference?
    }

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard let fields = rule.fields else { return }
        func isUnknown(_ field: FieldReference) -> Bool {
            !field.paths.contains(where: fields.contains)
        }
        for mention in mentions(in: rule)
        where isUnknown(mention.field) && mention.outer.map(isUnknown) != true
            && !isToldOfElsewhere(mention.field.description, rule)
        {
            let near = nearest(to: mention, in: fields)
            report.add(
                "no event of \(fields.sourceName) has '\(mention.field)'",
                in: rule,
                at: rule.file.range(of: 0..<mention.writtenName.utf8.count, in: mention.key),
                help: near.map { "did you mean '\($0)'?" },
                fix: near.flatMap { fix(mention.writtenName, $0, mention.key, in: rule.file) }
            )
        }
    }

    private static func mentions(in rule: LintedRule) -> [Mention] {
        let blocks = rule.detections.compactMap(\.block).map { block in
            Mention(
                field: block.field,
                writtenName: block.writtenName,
                key: block.key,
                outer: block.outer
            )
        }
        let groups = (rule.rule.quieting?.groupBy ?? []).compactMap { field -> Mention? in
            let node = rule.map("martlet").leaves(of: "group_by").first {
                $0.scalar.map { FieldPath($0.text) } == field.name
            }
            guard let node, let name = node.scalar?.text else { return nil }
            return Mention(field: field, writtenName: name, key: node, outer: nil)
        }
        return blocks + groups
            + rule.items.compactMap { item in
                guard let field = item.field, let key = item.key else { return nil }
                return Mention(
                    field: field,
                    writtenName: item.writtenName,
                    key: key,
                    outer: item.block?.field
                )
            }
    }

    /// The name that is probably meant, as it is written there.
    private static func nearest(to mention: Mention, in fields: FieldCatalogue) -> String? {
        let near = fields.nearest(to: mention.field.name)
        guard let near, let outer = mention.outer else { return near }
        let prefix = "\(outer)."
        return near.hasPrefix(prefix) ? String(near.dropFirst(prefix.count)) : nil
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
