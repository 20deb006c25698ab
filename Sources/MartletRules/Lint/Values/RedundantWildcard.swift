/// A wildcard at an end that the operator leaves open anyway.
enum RedundantWildcard: RuleLint {
    static let code = DiagnosticCode(
        231,
        "A wildcard stands at an end that the operator leaves open."
    )
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.isPlain {
            let valueOperator = item.item.modifiers.valueOperator
            let isContained =
                valueOperator == .contains || valueOperator == .equals && item.item.field == nil
            guard isContained || valueOperator == .startsWith || valueOperator == .endsWith else {
                continue
            }
            for (_, node) in item.placedValues {
                guard let scalar = node.scalar else { continue }
                let bytes = Array(scalar.text.utf8)
                let lead = valueOperator == .startsWith ? 0 : leadingRuns(bytes)
                let tail = valueOperator == .endsWith ? 0 : trailingRuns(bytes)
                guard lead + tail > 0 else { continue }
                let rest = bytes.dropFirst(lead).dropLast(tail)
                let text = String(decoding: rest, as: UTF8.self)
                let fix =
                    lead + tail < bytes.count
                    ? rule.file.spelling(of: text, like: scalar).map {
                        SourceFix("write '\(text)'", replacing: node.range, with: $0)
                    } : nil
                report.add(
                    fix == nil && lead + tail >= bytes.count
                        ? "this matches whatever the field holds"
                        : "the wildcard says nothing here",
                    in: rule,
                    at: node.range,
                    help: "the operator leaves that end open",
                    fix: fix
                )
            }
        }
    }

    private static func leadingRuns(_ bytes: [UInt8]) -> Int {
        bytes.prefix { $0 == UInt8(ascii: "*") }.count
    }

    /// How many wildcards end the text; behind an odd number of backslashes the first is none.
    private static func trailingRuns(_ bytes: [UInt8]) -> Int {
        let runs = bytes.reversed().prefix { $0 == UInt8(ascii: "*") }.count
        guard runs < bytes.count else { return 0 }
        let escapes = bytes.dropLast(runs).reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        return escapes % 2 == 0 ? runs : runs - 1
    }
}
