import Glibc
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The engine against the reference evaluator.
///
/// `MARTLET_DIFFERENTIAL_PAIRS` sets how many pairs of a rule and an event are compared,
/// `MARTLET_DIFFERENTIAL_SEED` where the first round starts; a failure prints its own seed.
@Suite struct DifferentialTests {
    /// At most this many differences are collected before the test gives up.
    private static let differenceLimit = 3

    private func setting(_ name: String, default fallback: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
    }

    private func scan(_ rules: RuleSet, _ text: [UInt8], _ isStrict: Bool) -> ScanOutcome {
        var options = ScanOptions()
        options.isStrict = isStrict
        return EngineScan.outcome(of: text, with: Engine(rules), options: options)
    }

    @Test func engineAgreesWithTheReference() {
        let pairs = setting("MARTLET_DIFFERENTIAL_PAIRS", default: 6_400)
        let firstSeed = setting("MARTLET_DIFFERENTIAL_SEED", default: 1)
        var matchCount = 0
        var differences: [String] = []
        for round in 0..<(pairs + 127) / DifferentialHarness.pairsPerRound {
            var harness = DifferentialHarness(seed: UInt64(firstSeed + round))
            harness.round(scan)
            matchCount += harness.matchCount
            differences += harness.differences
            if differences.count >= DifferentialTests.differenceLimit { break }
        }
        for difference in differences.prefix(DifferentialTests.differenceLimit) {
            Issue.record(Comment(rawValue: difference))
        }
        // Rules that hardly ever match, or always do, would compare nothing.
        #expect(differences.count > 0 || matchCount > pairs / 10)
        #expect(differences.count > 0 || matchCount < pairs - pairs / 10)
    }

    /// A construct that never holds, or always does, would compare nothing.
    @Test func everyConstructIsExercised() {
        let tally = ReferenceTally()
        var matchCount = 0
        var pairCount = 0
        for seed in 0..<60 {
            var harness = DifferentialHarness(seed: UInt64(seed), tally: tally)
            harness.round { rules, text, _ in ReferenceScan.outcome(of: text, with: rules) }
            matchCount += harness.matchCount
            pairCount += harness.pairCount
        }
        for construct in ReferenceTally.constructs {
            let outcomes = tally.outcomes[construct] ?? ReferenceTally.Outcomes()
            let floor = pairCount / 2_000
            #expect(outcomes.held > floor, "'\(construct)' held")
            #expect(outcomes.failed > floor, "'\(construct)' failed")
        }
        #expect(matchCount > pairCount / 4)
        #expect(matchCount < pairCount - pairCount / 4)
    }

    @Test func aSessionForgetsTheChunkBefore() {
        var random = RandomSource(seed: 77)
        let vocabulary = Vocabulary.sample(using: &random)
        let rules = RandomRules.ruleSet(count: 8, from: vocabulary, using: &random)
        let engine = Engine(rules)
        var session = Session(engine, options: ScanOptions())
        for _ in 0..<20 {
            let line = RandomEvents.line(from: vocabulary, using: &random)
            let truncated = Array(line.dropLast(1 + random.below(line.count)))
            _ = EngineScan.outcome(of: truncated, in: &session)
            let outcome = EngineScan.outcome(of: line + [UInt8(ascii: "\n")], in: &session)
            let expected = ReferenceScan.outcome(of: line, with: rules)
            #expect(outcome.matches.sorted() == expected.matches.sorted())
        }
    }

    @Test func aLongSessionStaysRight() {
        // Values repeat over many chunks of many sizes, so that whatever is cached is used.
        var random = RandomSource(seed: 78)
        let vocabulary = Vocabulary.sample(using: &random)
        let rules = RandomRules.ruleSet(count: 30, from: vocabulary, using: &random)
        var session = Session(Engine(rules), options: ScanOptions())
        for _ in 0..<40 {
            var text: [UInt8] = []
            for _ in 0...random.below(30) {
                text += RandomEvents.line(from: vocabulary, using: &random) + [UInt8(ascii: "\n")]
            }
            let outcome = EngineScan.outcome(of: text, in: &session)
            let comparison = ScanComparison(of: text, with: rules)
            #expect(comparison.differences(in: outcome, isStrict: false) == [])
        }
    }

    @Test(arguments: [false, true])
    func elementsOfAnArrayMatchLikeLines(_ isStrict: Bool) {
        var random = RandomSource(seed: 79)
        var options = ScanOptions()
        options.isStrict = isStrict
        for _ in 0..<20 {
            let vocabulary = Vocabulary.sample(using: &random)
            let rules = RandomRules.ruleSet(count: 8, from: vocabulary, using: &random)
            var text = Array("[\n".utf8)
            var ranges: [Range<Int>] = []
            var expected: [ScanOutcome.Match] = []
            var eventCount = 0
            var line = 2
            for _ in 0..<8 {
                let event = RandomEvents.line(from: vocabulary, using: &random)
                let outcome = ReferenceScan.outcome(of: event, with: rules)
                expected += outcome.matches.map {
                    ScanOutcome.Match(line: line, ruleID: $0.ruleID)
                }
                eventCount += outcome.eventCount
                ranges.append(text.count..<text.count + event.count)
                text += event + Array(random.pick([",", " , ", ",\n"]).utf8)
                line += text.last == UInt8(ascii: "\n") ? 1 : 0
            }
            text += Array("]\n".utf8)
            var session = Session(Engine(rules), options: options)
            let outcome = EngineScan.outcome(of: text, in: &session, framing: .elements(ranges))
            #expect(outcome.matches.sorted() == expected.sorted())
            #expect(outcome.faults == [])
            #expect(outcome.eventCount == eventCount)
        }
    }

    @Test func theHarnessAcceptsTheReferenceItself() {
        var harness = DifferentialHarness(seed: 1)
        for _ in 0..<5 {
            harness.round { rules, text, _ in ReferenceScan.outcome(of: text, with: rules) }
        }
        #expect(harness.differences == [])
    }

    @Test(
        arguments: [
            { outcome in outcome.matches.removeLast() },
            { outcome in outcome.matches.append(outcome.matches[0]) },
            { outcome in outcome.matches[0].line += 1 },
            { outcome in outcome.eventCount += 1 },
            { outcome in outcome.malformedCount += 1 },
            { outcome in outcome.faults.append("broken output") },
        ] as [@Sendable (inout ScanOutcome) -> Void]
    )
    func theHarnessNoticesADifference(_ damage: @Sendable (inout ScanOutcome) -> Void) {
        var harness = DifferentialHarness(seed: 1)
        harness.round { rules, text, _ in
            var outcome = ReferenceScan.outcome(of: text, with: rules)
            damage(&outcome)
            return outcome
        }
        #expect(harness.differences.count > 0)
    }
}
