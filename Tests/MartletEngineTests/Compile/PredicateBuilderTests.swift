import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct PredicateBuilderTests {
    private func item(
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
                location: SourceLocation(file: "rule.yml", line: 1, column: 1)
            )
        )
    }

    private func text(_ text: String, caseSensitive: Bool = false) -> ValueTest {
        .text(TextPattern(literal: Array(text.utf8)), caseSensitive: caseSensitive)
    }

    @Test func listsAreAlternativesUnlessAllAreAsked() {
        var builder = PredicateBuilder()
        let tests = [text("a"), text("b")]
        #expect(builder.predicate(for: item("f", tests)) == .or([.atom(0), .atom(1)]))
        let all = builder.predicate(for: item("f", tests, requiresAll: true))
        #expect(all == .and([.atom(0), .atom(1)]))
        let negated = builder.predicate(for: item("f", tests, isNegated: true))
        #expect(negated == .not(.or([.atom(0), .atom(1)])))
    }

    @Test func equalTestsShareAnAtom() {
        var builder = PredicateBuilder()
        _ = builder.predicate(
            for: .all([
                item("f", [text("Get")]), item("f", [text("gET")]), item("g", [text("get")]),
                item("f", [text("Get", caseSensitive: true)]),
                item("f", [text("get", caseSensitive: true)]),
            ])
        )
        // Two fields, and on the first the folded text and two that heed the case.
        #expect(builder.atoms.atoms.count == 4)
        #expect(Set(builder.atoms.atoms.map(\.field)).count == 2)
    }

    @Test func absenceIsNoPresence() {
        var builder = PredicateBuilder()
        #expect(builder.predicate(for: item("f", [.exists(true)])) == .or([.atom(0)]))
        #expect(builder.predicate(for: item("f", [.exists(false)])) == .or([.not(.atom(0))]))
        #expect(builder.atoms.atoms.map(\.test) == [.value(.exists(true))])
    }

    @Test func keywordsAreAFieldOfTheirOwn() {
        var builder = PredicateBuilder()
        _ = builder.predicate(for: .any([item(nil, [text("a")]), item("f", [text("a")])]))
        #expect(builder.fields.names == [nil, FieldPath("f")])
        #expect(builder.atoms.atoms.map(\.field) == [0, 1])
    }

    @Test func conditionsNameSelectionsByIndex() {
        let selections: [Predicate] = [.atom(10), .atom(11), .atom(12)]
        let condition = Condition.and([
            .not(.selection(1)), .or([.selection(0), .selection(2)]),
            .atLeast(count: 2, of: [0, 1, 2]),
        ])
        #expect(
            PredicateBuilder().predicate(for: condition, over: selections)
                == .and([
                    .not(.atom(11)), .or([.atom(10), .atom(12)]), .atLeast(2, selections),
                ])
        )
    }
}
