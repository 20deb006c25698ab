import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct RuleStatusTests {
    private let location = SourceLocation(file: "rule.yml", line: 1, column: 1)

    private func item(_ field: String, _ value: String) -> Search {
        let pattern = TextPattern(literal: Array(value.utf8))
        return .item(
            DetectionItem(
                field: FieldPath(field),
                tests: [.text(pattern, caseSensitive: false)],
                location: location
            )
        )
    }

    private func engine(_ search: Search, condition: Condition = .selection(0)) -> Engine {
        let detection = Detection(
            selections: [Selection(name: "selection", search: search, location: location)],
            conditions: [condition]
        )
        var rule = Rule(title: "rule", detection: detection, location: location)
        rule.id = "rule"
        return Engine(RuleSet(rules: [rule], fingerprint: ""))
    }

    private func status(_ engine: Engine, after events: [String]) -> RuleStatus {
        // A session an event, as if each thread had seen one.
        var observations = FieldObservations()
        var matchCount = 0
        for event in events {
            var session = Session(engine, options: ScanOptions())
            matchCount += EngineScan.outcome(of: Array(event.utf8), in: &session).matches.count
            observations.merge(session.notes.observations)
        }
        return engine.status(ofRule: 0, matchCount: matchCount, observations: observations)
    }

    @Test func isActiveOnceItMatched() {
        let engine = engine(item("verb", "get"))
        #expect(status(engine, after: [#"{"x":1}"#, #"{"verb":"GET"}"#]) == .active)
    }

    @Test func isBlindWhileItsFieldNeverOccurs() {
        let engine = engine(item("verb", "get"))
        #expect(status(engine, after: [#"{"x":1}"#, "{}"]) == .blind([FieldPath("verb")]))
        #expect(status(engine, after: [#"{"x":1}"#, #"{"verb":"list"}"#]) == .neverMatched)
    }

    @Test func saysNothingOfFieldsThatNobodyLookedFor() {
        #expect(status(engine(item("verb", "get")), after: []) == .neverMatched)
        // The body is only looked at in events whose verb fits; there was none.
        let both = engine(.all([item("verb", "get"), item("body.very.deep", "x")]))
        #expect(status(both, after: [#"{"verb":"list"}"#]) == .neverMatched)
        #expect(
            status(both, after: [#"{"verb":"get"}"#]) == .blind([FieldPath("body.very.deep")])
        )
    }

    @Test func needsOneOfSeveralFieldsOnly() {
        let either = engine(.any([item("a", "1"), item("b", "1")]))
        #expect(
            status(either, after: ["{}"]) == .blind([FieldPath("a"), FieldPath("b")])
        )
        #expect(status(either, after: ["{}", #"{"b":"2"}"#]) == .neverMatched)
    }

    @Test func isBlindForFieldsThatHaveNoKeysOfTheirOwn() {
        let block = SearchSketch.block("a.b", body: item("c", "1"))
        #expect(status(engine(block), after: [#"{"c":"1"}"#]) == .blind([FieldPath("a.b")]))
        #expect(status(engine(block), after: [#"{"a":{"b":[]}}"#]) == .neverMatched)
        #expect(status(engine(block), after: [#"{"a":{"b":{"c":"1"}}}"#]) == .active)
        let absent = SearchSketch.block("a", quantifier: .none, body: item("c", "1"))
        #expect(status(engine(absent), after: [#"{"a":{"c":"1"}}"#]) == .neverMatched)

        let pooled = SearchSketch.item("a", "b", tests: .exists(true))
        #expect(status(engine(pooled), after: ["{}"]) == .blind([FieldPath("alias")]))
        let comparison = SearchSketch.item("a", tests: SearchSketch.field("b"))
        #expect(status(engine(comparison), after: [#"{"b":1}"#]) == .blind([FieldPath("a")]))
        #expect(status(engine(comparison), after: [#"{"a":1}"#]) == .neverMatched)
        let indexed = item("a[1]", "x")
        #expect(status(engine(indexed), after: [#"{"a":["x"]}"#]) == .blind([FieldPath("a[1]")]))
    }

    @Test func isBlindWhileNoElementHasWhatABlockNeeds() {
        let both = engine(
            SearchSketch.block("a.b", body: .all([item("c", "1"), item("d.e", "1")]))
        )
        let missing = RuleStatus.blind([FieldPath("a.b.d.e")])
        #expect(status(both, after: [#"{"a":{"b":[{"c":"1"},{"c":"1","d":{}}]}}"#]) == missing)
        // Two sessions, each of which saw one of the fields.
        let events = [#"{"a":{"b":[{"c":"1"}]}}"#, #"{"a":{"b":[{"c":"1","d":{"e":"2"}}]}}"#]
        #expect(status(both, after: events) == .neverMatched)
        // No element is asked for the second field while the first one differs.
        #expect(status(both, after: [#"{"a":{"b":[{"c":"2"}]}}"#]) == .neverMatched)

        let either = engine(.any([SearchSketch.block("a", body: item("b", "1")), item("x", "1")]))
        #expect(
            status(either, after: [#"{"a":[{"c":1}]}"#])
                == .blind([FieldPath("a.b"), FieldPath("x")])
        )
        #expect(status(either, after: [#"{"a":[{"c":1}],"x":2}"#]) == .neverMatched)
        let every = engine(SearchSketch.block("a", quantifier: .all, body: item("b", "1")))
        #expect(status(every, after: [#"{"a":[{"c":1}]}"#]) == .blind([FieldPath("a.b")]))
        let noElement = engine(SearchSketch.block("a", quantifier: .none, body: item("b", "1")))
        #expect(status(noElement, after: [#"{"a":[{"b":"1"}]}"#]) == .neverMatched)
    }

    @Test func isBlindForWhatBlocksInBlocksNeed() {
        let inner = SearchSketch.block("b", body: item("c", "1"))
        let nested = engine(SearchSketch.block("a", body: inner))
        #expect(status(nested, after: [#"{"a":[{"c":"1"}]}"#]) == .blind([FieldPath("a.b")]))
        #expect(
            status(nested, after: [#"{"a":[{"b":[{"d":1},2]}]}"#]) == .blind([FieldPath("a.b.c")])
        )
        #expect(status(nested, after: [#"{"a":[{"b":{"c":"2"}}]}"#]) == .neverMatched)
        // The element itself and its leaves are always there.
        let itself = engine(SearchSketch.block("a", body: item(".", "1")))
        #expect(status(itself, after: [#"{"a":["2"]}"#]) == .neverMatched)
        let keyword = engine(SearchSketch.block("a", body: SearchSketch.item(tests: .exists(true))))
        #expect(status(keyword, after: [#"{"a":[{}]}"#]) == .neverMatched)
    }

    @Test func isNeverBlindWhenAbsenceIsWhatItLooksFor() {
        let engine = engine(item("verb", "get"), condition: .not(.selection(0)))
        #expect(status(engine, after: [#"{"verb":"get"}"#]) == .neverMatched)
    }
}
