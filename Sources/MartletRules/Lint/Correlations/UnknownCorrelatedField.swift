/// A field that a correlation reads and no event of a rule has: its matches are in no group.
enum UnknownCorrelatedField: CorrelationLint {
    static let code = DiagnosticCode(
        310,
        "A correlation reads a field that events of one of its rules do not have."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        var told: Set<Int> = []
        for reference in correlation.references {
            guard let catalogue = reference.fields else { continue }
            for (name, field) in zip(correlation.correlation.fields, reference.reference.fields)
            where !field.paths.contains(where: catalogue.contains) {
                guard let node = node(of: name, for: reference, in: correlation),
                    told.insert(node.range.lowerBound).inserted
                else { continue }
                let path = field.paths[0]
                report.add(
                    "no event of \(catalogue.sourceName) has '\(path)', "
                        + "which is read of the matches of '\(reference.reference.text)'",
                    in: correlation,
                    at: node.range,
                    help: catalogue.nearest(to: path).map { "did you mean '\($0)'?" }
                )
            }
        }
    }

    /// Where the document names a field for a rule: in an alias, or where the field is read.
    private static func node(
        of name: FieldPath,
        for reference: LintedCorrelation.Reference,
        in correlation: LintedCorrelation
    ) -> YAMLNode? {
        func isName(_ node: YAMLNode) -> Bool { node.scalar.map { FieldPath($0.text) } == name }
        for alias in correlation.aliases where isName(alias.name) {
            let field = alias.fields.first { member in
                member.key.scalar.map { reference.names.contains($0.text) } ?? false
            }
            if let field { return field.value }
        }
        let readers = correlation.body.leaves(of: "group-by") + correlation.conditionFields
        return readers.first(where: isName) ?? correlation.map("martlet")["message"]?.value
    }
}
