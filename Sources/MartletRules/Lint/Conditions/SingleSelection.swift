/// `1 of name` where the name has no wildcard.
enum SingleSelection: RuleLint {
    static let code = DiagnosticCode(256, "A quantifier stands over a single selection.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections { check(detection, of: rule, into: &report) }
    }

    private static func check(
        _ detection: LintedDetection,
        of rule: LintedRule,
        into report: inout LintReport
    ) {
        for condition in detection.conditions {
            let tokens = condition.tokens
            for index in tokens.indices.dropFirst().dropLast() where tokens[index].isKeyword("of") {
                let name = tokens[index + 1]
                let names = detection.detection.selections.map(\.name)
                let isAll = name.isKeyword("them") && names.count == 1
                guard names.contains(name.text) || isAll else { continue }
                let only = isAll ? names[0] : name.text
                let place = condition.exactRange(of: tokens[index - 1], in: rule.file)
                let end = condition.exactRange(of: name, in: rule.file)
                let fix = place.flatMap { place in
                    end.map { end in
                        SourceFix(
                            "write '\(only)'",
                            replacing: place.lowerBound..<end.upperBound,
                            with: only
                        )
                    }
                }
                report.add(
                    "'\(tokens[index - 1].text) of \(name.text)' is one selection",
                    in: rule,
                    at: condition.range(of: tokens[index - 1], in: rule.file),
                    help: "write '\(only)'",
                    fix: ["them", "of", "and", "or", "not"].contains(only) ? nil : fix
                )
            }
        }
    }
}
