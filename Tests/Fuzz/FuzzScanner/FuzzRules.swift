import MartletEngine
import MartletRules
import MartletTestSupport

/// Some rules with short names, so that a fuzzer soon finds fields and values that matter.
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

    /// A block whose body is one map of items.
    private static func block(
        _ field: String,
        _ quantifier: ElementBlock.Quantifier,
        _ items: [Search]
    ) -> Search {
        .elements(
            ElementBlock(
                field: FieldReference(FieldPath(field)),
                quantifier: quantifier,
                body: Detection(
                    selections: [
                        Selection(name: "body", search: .all(items), location: location)
                    ],
                    conditions: [.selection(0)]
                ),
                location: location
            )
        )
    }

    /// A field at several paths.
    private static func pool(_ fields: [String], _ test: ValueTest) -> Search {
        var item = DetectionItem(field: nil, tests: [test], location: location)
        item.field = FieldReference(name: FieldPath("pool"), paths: fields.map { FieldPath($0) })
        return .item(item)
    }

    private static func reference(_ field: String, _ relation: ValueTest.TextRelation) -> ValueTest
    {
        .field(FieldReference(FieldPath(field)), relation, caseSensitive: false)
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
            block("a", .any, [item("b", [text("x")]), item("n", [.null])]),
            block("a", .all, [item("b", [.exists(true)])]),
            block("b", .allOrEmpty, [item(".", [text("x", end: true)])]),
            block("a.b", .none, [item(nil, [text("x", start: true, end: true)])]),
            block("a", .any, [block("a", .all, [item("b", [reference("n", .equal)])])]),
            item("a[0]", [text("x")]),
            item("a[-1].b[0]", [.exists(true)]),
            item("a", [reference("b", .equal)]),
            item("b", [reference("a.b", .contains), reference("n", .endsWith)], requiresAll: true),
            pool(["a", "a.b", "n[0]"], text("x")),
            pool(["b", "a.c"], .null),
            item("n", [.time(.hour, .greater, 9), .time(.week, nil, 53)]),
            item(
                "d",
                [.text(TextPattern([.anyRun, .anyDash, .literal([0x78])]), caseSensitive: false)]
            ),
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
