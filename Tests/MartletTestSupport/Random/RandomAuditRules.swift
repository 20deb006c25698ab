package import MartletRules

/// Rules as people write them about audit events: a few fields, each with values it may have.
package struct RandomAuditRules {
    private var random: RandomSource
    private let fields: [(path: String, key: String)]
    private let hasKeywords: Bool
    private let hasElements: Bool
    private let hasReferences: Bool
    private let location = SourceLocation(file: "random.yml", line: 1, column: 1)

    private init(_ random: RandomSource) {
        self.random = random
        // Few fields let a walk end soon, at another place in each rule set.
        let count = 1 + self.random.below(8)
        fields =
            switch self.random.below(6) {
            case 0: AuditVocabulary.fields.filter { $0.key == "code" }
            case 1, 2: AuditVocabulary.fields
            default:
                Array(AuditVocabulary.fields.shuffled(using: &self.random).prefix(count))
            }
        hasKeywords = self.random.oneIn(8)
        hasElements = self.random.oneIn(3)
        hasReferences = self.random.oneIn(4)
    }

    /// Makes a rule set whose rules have the identifiers `r0`, `r1` and so on.
    package static func ruleSet(count: Int, using random: inout RandomSource) -> RuleSet {
        var maker = RandomAuditRules(random)
        defer { random = maker.random }
        var rules = (0..<count).map { maker.rule($0) }
        let detections = (0..<RandomFilters.count(using: &maker.random)).map { _ in
            maker.detection()
        }
        let filters = RandomFilters.filters(over: &rules, of: detections, using: &maker.random)
        return RuleSet(
            rules: rules,
            filters: filters,
            fingerprint: "0123456789abcdef",
            logSources: maker.logSources()
        )
    }

    private mutating func detection() -> Detection {
        let selection = Selection(name: "selection", search: search(), location: location)
        return Detection(selections: [selection], conditions: [.selection(0)])
    }

    /// martlet's own, and now and then others before or behind it, with envelopes of their own.
    private mutating func logSources() -> [LogSourceDefinition] {
        guard random.oneIn(2) else { return LogSourceDefinition.shipped }
        let own = (0...random.below(2)).map { number in
            let condition = detection()
            var source = LogSourceDefinition(
                name: "source\(number)",
                recognition: condition,
                location: location
            )
            source.admission = RandomAdmissions.admission(using: &random)
            let fields = ["payload", "log", "items", "requestObject", "properties", "records[0]"]
            source.envelopes = (0..<random.below(3)).map { envelope in
                EventEnvelope(
                    name: "envelope\(envelope)",
                    content: .field(FieldPath(random.pick(fields))),
                    condition: random.oneIn(4) ? detection() : nil
                )
            }
            return source
        }
        return random.oneIn(4)
            ? LogSourceDefinition.shipped + own : own + LogSourceDefinition.shipped
    }

    private mutating func rule(_ index: Int) -> Rule {
        let selections = (0..<3).map { number in
            Selection(name: "selection\(number)", search: search(), location: location)
        }
        var rule = Rule(
            title: "Random rule \(index)",
            level: random.pick(Level.allCases),
            detection: Detection(selections: selections, conditions: [condition()]),
            location: location
        )
        rule.id = "r\(index)"
        if random.oneIn(2) { rule.logSource = RandomAdmissions.logSource(using: &random) }
        return rule
    }

    private mutating func condition() -> Condition {
        switch random.below(8) {
        case 0: .and([.selection(0), .not(.selection(1))])
        case 1: .and([.selection(0), .not(.or([.selection(1), .selection(2)]))])
        case 2: .or([.selection(0), .selection(1)])
        case 3: .and([.selection(0), .or([.selection(1), .selection(2)])])
        case 4: .atLeast(count: 1 + random.below(3), of: [0, 1, 2])
        case 5: random.oneIn(4) ? .not(.selection(0)) : .selection(0)
        default: .selection(0)
        }
    }

    private mutating func search() -> Search {
        var items = (0...random.below(3)).map { _ in Search.item(item()) }
        if hasElements, random.oneIn(3) {
            items[random.below(items.count)] = .elements(elementBlock())
        }
        return random.oneIn(6) ? .any(items) : .all(items)
    }

    private mutating func elementBlock() -> ElementBlock {
        let (path, members) = random.pick(AuditVocabulary.arrays)
        let items = (0...random.below(2)).map { _ in Search.item(item(of: random.pick(members))) }
        let search = random.oneIn(6) ? Search.any(items) : .all(items)
        return ElementBlock(
            field: FieldReference(AuditVocabulary.path(path)),
            quantifier: random.pick(ElementBlock.Quantifier.allCases),
            body: Detection(
                selections: [Selection(name: "body", search: search, location: location)],
                conditions: [random.oneIn(8) ? .not(.selection(0)) : .selection(0)]
            ),
            location: location
        )
    }

    private mutating func item() -> DetectionItem {
        if hasKeywords, random.oneIn(4) {
            let word = random.pick(["shop", "exec", "nginx", "FORBID", "no such word"])
            let pattern = TextPattern(literal: Array(word.utf8)).unanchored(start: true, end: true)
            return DetectionItem(
                field: nil,
                tests: [.text(pattern, caseSensitive: false)],
                location: location
            )
        }
        if hasReferences, random.oneIn(3) {
            let (path, other) = random.pick(AuditVocabulary.likeFields)
            return DetectionItem(
                field: FieldPath(path),
                tests: [
                    .field(
                        FieldReference(FieldPath(other)),
                        random.pick([.equal, .contains, .startsWith, .endsWith]),
                        caseSensitive: random.oneIn(4)
                    )
                ],
                isNegated: random.oneIn(8),
                location: location
            )
        }
        let first = random.pick(fields)
        var item = self.item(of: first)
        if random.oneIn(10) {
            let second = random.pick(fields).path
            item.field = FieldReference(
                name: FieldPath("alias"),
                paths: [AuditVocabulary.path(first.path), AuditVocabulary.path(second)]
            )
        }
        return item
    }

    private mutating func item(of field: (path: String, key: String)) -> DetectionItem {
        let count = random.oneIn(3) ? 2 : 1
        return DetectionItem(
            field: AuditVocabulary.path(field.path),
            tests: (0..<count).map { _ in test(of: field.key) },
            requiresAll: count > 1 && random.oneIn(4),
            isNegated: random.oneIn(8),
            location: location
        )
    }

    private mutating func test(of key: String) -> ValueTest {
        switch random.below(12) {
        case 0: return .null
        case 1: return .exists(random.oneIn(2))
        case 2,
            3 where key == "sourceIPs":
            return .cidr(CIDRBlock(address: 10 << 24, prefixLength: 8, isIPv6: false))
        default: break
        }
        if key == "time" { return timeTest() }
        if key == "boolean" { return .boolean(!random.oneIn(3)) }
        if key == "code", let number = NumberLiteral(random.pick(["200", "2", "20", "403", "0"])) {
            return random.oneIn(2)
                ? .number(number)
                : .compare(random.pick([.less, .lessOrEqual, .greater, .greaterOrEqual]), number)
        }
        return .text(pattern(of: key), caseSensitive: random.oneIn(5))
    }

    private mutating func timeTest() -> ValueTest {
        let tests: [ValueTest] = [
            .time(.hour, nil, 9), .time(.hour, .less, 23), .time(.minute, .greaterOrEqual, 30),
            .time(.day, nil, 20), .time(.week, nil, 53), .time(.month, .lessOrEqual, 11),
            .time(.year, .greater, 2026),
        ]
        return random.pick(tests)
    }

    /// One of the key's texts, or a part of it.
    private mutating func pattern(of key: String) -> TextPattern {
        let text = Array(random.pick(AuditVocabulary.texts[key] ?? ["app", "web-0", ""]).utf8)
        let half = text.count / 2
        return switch random.below(6) {
        case 0: TextPattern(literal: Array(text[..<half])).unanchored(start: false, end: true)
        case 1: TextPattern(literal: Array(text[half...])).unanchored(start: true, end: false)
        case 2: TextPattern(literal: Array(text[half...])).unanchored(start: true, end: true)
        default: TextPattern(literal: text)
        }
    }
}
