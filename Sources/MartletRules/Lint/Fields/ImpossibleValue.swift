/// A value that its field never has.
enum ImpossibleValue: RuleLint {
    static let code = DiagnosticCode(281, "A value is none that its field ever has.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard let fields = rule.fields else { return }
        for item in rule.items where item.item.modifiers.valueOperator == .equals {
            guard let reference = item.field, reference.paths.count == 1,
                let field = fields.field(at: reference.paths[0])
            else { continue }
            for (value, node) in item.placedValues {
                guard value.tests.count == 1, let text = impossible(value.tests[0], for: field)
                else { continue }
                report.add(
                    field.form == .integer
                        ? "'\(field.path)' is a number, never '\(text)'"
                        : "'\(field.path)' is never '\(text)'",
                    in: rule,
                    at: node.range,
                    help: help(text, field, isVerb: rule.isVerb(field))
                )
            }
        }
    }

    /// The text of a test that the field never passes.
    private static func impossible(
        _ test: ValueTest,
        for field: FieldPattern
    ) -> String? {
        guard case .text(let pattern, _) = test, let literal = pattern.literal else { return nil }
        let text = String(decoding: literal, as: UTF8.self)
        if field.form == .integer { return NumberLiteral(text) == nil ? text : nil }
        guard let values = field.values else { return nil }
        let folded = text.asciiLowercased
        return values.contains { $0.asciiLowercased == folded } ? nil : text
    }

    private static func help(_ text: String, _ field: FieldPattern, isVerb: Bool) -> String? {
        let values = field.values ?? []
        if isVerb, let meant = KubernetesAudit.verbsByMistake[text.asciiLowercased] {
            return "such requests have the verb '\(meant)'"
        }
        return Suggestion.help(for: text, among: values)
            ?? (1...4 ~= values.count ? "it is one of \(values.joined(separator: ", "))" : nil)
    }
}

extension LintedRule {
    /// Whether a field is the verb of a request to the API server.
    fileprivate func isVerb(_ field: FieldPattern) -> Bool {
        isKubernetesAudit && field.path.description == "verb"
    }
}
