/// The same selection twice in one *and* or *or*.
enum RepeatedOperand: RuleLint {
    static let code = DiagnosticCode(
        257,
        "A condition names the same thing twice in a row of and, or."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections { check(detection, of: rule, into: &report) }
    }

    private static func check(
        _ detection: LintedDetection,
        of rule: LintedRule,
        into report: inout LintReport
    ) {
        for condition in detection.conditions {
            guard let index = repeated(in: condition.condition) else { continue }
            let name = detection.detection.selections[index].name
            let token = condition.tokens.last { $0.text.utf8.elementsEqual(name.utf8) }
            report.add(
                "'\(name)' stands twice beside itself",
                in: rule,
                at: token.map { condition.range(of: $0, in: rule.file) } ?? condition.node.range,
                help: "the second says nothing"
            )
        }
    }

    private static func repeated(in condition: Condition) -> Int? {
        switch condition {
        case .selection, .atLeast: return nil
        case .not(let part): return repeated(in: part)
        case .and(let parts), .or(let parts):
            for (index, part) in parts.enumerated() {
                if case .selection(let selection) = part, parts[..<index].contains(part) {
                    return selection
                }
            }
            return parts.lazy.compactMap { repeated(in: $0) }.first
        }
    }
}
