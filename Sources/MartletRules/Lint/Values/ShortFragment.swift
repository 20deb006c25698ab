/// A single letter or digit that is searched for within values.
enum ShortFragment: RuleLint {
    static let code = DiagnosticCode(245, "A single letter or digit is searched for within values.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.item.modifiers.encodings.isEmpty {
            for (value, node) in item.placedValues {
                guard case .text(let pattern, _) = value.tests.first, pattern.pieces.count == 3,
                    pattern.pieces[0] == .anyRun, pattern.pieces[2] == .anyRun,
                    case .literal(let bytes) = pattern.pieces[1], bytes.count == 1,
                    bytes[0].isASCIILetter || bytes[0].isASCIIDigit
                else { continue }
                report.add(
                    "'\(value.scalar.text)' is found in nearly every value",
                    in: rule,
                    at: node.range,
                    help: "leave 'contains' out if the whole value is meant"
                )
            }
        }
    }
}
