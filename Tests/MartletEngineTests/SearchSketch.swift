import MartletEngine
import MartletRules
import MartletTestSupport

/// Searches in few words, and whether an event satisfies one.
enum SearchSketch {
    private static let location = SourceLocation(file: "rule.yml", line: 1, column: 1)

    /// An item of one field, or of fields that count as one, or of keywords.
    static func item(
        _ fields: String?...,
        tests: ValueTest...,
        requiresAll: Bool = false,
        isNegated: Bool = false
    ) -> Search {
        let paths = fields.compactMap { $0.map { FieldPath($0) } }
        var item = DetectionItem(
            field: nil,
            tests: tests,
            requiresAll: requiresAll,
            isNegated: isNegated,
            location: location
        )
        item.field = paths.isEmpty ? nil : reference(paths)
        return .item(item)
    }

    /// An item of one field with one text.
    static func item(_ field: String, _ text: String) -> Search {
        item(field, tests: .text(TextPattern(literal: Array(text.utf8)), caseSensitive: false))
    }

    /// A block all of whose searches must hold of an element.
    static func block(
        _ fields: String...,
        quantifier: ElementBlock.Quantifier = .any,
        body: Search
    ) -> Search {
        .elements(
            ElementBlock(
                field: reference(fields.map { FieldPath($0) }),
                quantifier: quantifier,
                body: detection(body),
                location: location
            )
        )
    }

    /// Several paths are known as `alias`.
    static func reference(_ paths: [FieldPath]) -> FieldReference {
        paths.count == 1
            ? FieldReference(paths[0])
            : FieldReference(name: FieldPath("alias"), paths: paths)
    }

    /// A test against other fields, which count as one.
    static func field(
        _ fields: String...,
        relation: ValueTest.TextRelation = .equal,
        caseSensitive: Bool = false
    ) -> ValueTest {
        .field(reference(fields.map { FieldPath($0) }), relation, caseSensitive: caseSensitive)
    }

    static func text(_ pieces: TextPattern.Piece..., caseSensitive: Bool = false) -> ValueTest {
        .text(TextPattern(pieces), caseSensitive: caseSensitive)
    }

    static func detection(_ search: Search) -> Detection {
        Detection(
            selections: [Selection(name: "selection", search: search, location: location)],
            conditions: [.selection(0)]
        )
    }

    /// An engine of a rule for each search, with the identifiers `r0`, `r1` and so on.
    static func engine(_ searches: [Search]) -> Engine {
        let rules = searches.enumerated().map { index, search in
            var rule = Rule(title: "rule", detection: detection(search), location: location)
            rule.id = "r\(index)"
            return rule
        }
        return Engine(RuleSet(rules: rules, fingerprint: "0123456789abcdef"))
    }

    /// Which of the searches an event satisfies, by their indices; `nil` if it is no event.
    static func matches(
        _ searches: [Search],
        _ event: String,
        options: ScanOptions = ScanOptions()
    ) -> [Int]? {
        let outcome = EngineScan.outcome(
            of: Array(event.utf8),
            with: engine(searches),
            options: options
        )
        guard outcome.faults == [], outcome.malformedCount == 0 else { return nil }
        return outcome.matches.compactMap { Int($0.ruleID.dropFirst()) }.sorted()
    }

    /// Whether an event satisfies a search, and so does the reference say.
    static func holds(_ search: Search, _ event: String) -> Bool? {
        matches([search], event).map { $0 == [0] }
    }
}
