import MartletEngine
import MartletRules
import MartletTestSupport

/// A dozen rules with short names, so that a fuzzer soon finds fields and values that matter.
enum FuzzRules {
    static let ruleSet = RuleSet(
        rules: searches.enumerated().map { index, search in rule(index, search) },
        fingerprint: "0123456789abcdef"
    )
    static let engine = Engine(ruleSet)

    private static let location = SourceLocation(file: "fuzz.yml", line: 1, column: 1)

    /// Every third rule holds where its search does not.
    private static func rule(_ index: Int, _ search: Search) -> Rule {
        let selection = Selection(name: "selection", search: search, location: location)
        let condition = Condition.selection(0)
        var rule = Rule(
            title: "Fuzz rule \(index)",
            detection: Detection(
                selections: [selection],
                conditions: [index % 3 == 2 ? .not(condition) : condition]
            ),
            location: location
        )
        rule.id = "r\(index)"
        return rule
    }

    private static func item(
        _ field: String?,
        _ tests: [ValueTest],
        requiresAll: Bool = false,
        isNegated: Bool = false
    ) -> Search {
        .item(
            DetectionItem(
                field: field.map { FieldPath($0) },
                tests: tests,
                requiresAll: requiresAll,
                isNegated: isNegated,
                location: location
            )
        )
    }

    private static func text(_ text: String, start: Bool = false, end: Bool = false) -> ValueTest {
        let pattern = TextPattern(literal: Array(text.utf8)).unanchored(start: start, end: end)
        return .text(pattern, caseSensitive: false)
    }

    private static let searches: [Search] = {
        var searches = [
            item("a", [text("x"), text("É")]),
            item("a.b", [text("k", end: true), .exists(true)], requiresAll: true),
            item("a.b.c", [text("x", start: true)], isNegated: true),
            item(nil, [text("ev", start: true, end: true)]),
            item(
                nil,
                [text("a", start: true, end: true), text("1", start: true, end: true)],
                requiresAll: true
            ),
            item("n", [.null]),
            .all([item("a", [.exists(true)]), item("n", [.exists(false)])]),
            .any([item("b", [text("")]), item("a.b", [text("", start: true, end: true)])]),
            item(
                "c\\.d",
                [.text(TextPattern([.literal([0x61]), .anyScalar, .anyRun]), caseSensitive: true)]
            ),
            item("p", [.cidr(CIDRBlock(address: 0x0A00_0000, prefixLength: 8, isIPv6: false))]),
            item("t", [.boolean(true)]),
        ]
        if let one = NumberLiteral("1"), let big = NumberLiteral("9007199254740993") {
            searches.append(item("n", [.number(one), .number(big)]))
            searches.append(item("n", [.compare(.greater, one)]))
        }
        if let expression = try? RegularExpression("^a.c?$") {
            searches.append(item("r", [.regex(expression)]))
        }
        return searches
    }()
}
