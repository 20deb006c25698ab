import Glibc
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The engine against the reference evaluator, on events that travel in others.
///
/// `MARTLET_DIFFERENTIAL_PAIRS` and `MARTLET_DIFFERENTIAL_SEED` are those of ``DifferentialTests``.
@Suite struct EnvelopeDifferentialTests {
    private static let linesPerRound = 8
    private static let rulesPerRound = 8
    /// At most this many differences are collected before the test gives up.
    private static let differenceLimit = 3

    private func setting(_ name: String, default fallback: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
    }

    @Test func engineAgreesWithTheReference() {
        let pairs = setting("MARTLET_DIFFERENTIAL_PAIRS", default: 6_400)
        let firstSeed = setting("MARTLET_DIFFERENTIAL_SEED", default: 1)
        var seen = ScanOutcome()
        var innerCount = 0
        var differences: [String] = []
        let rounds = (pairs + 63) / (Self.linesPerRound * Self.rulesPerRound)
        for round in 0..<rounds {
            var random = RandomSource(seed: UInt64(firstSeed + round))
            let rules = RandomAuditRules.ruleSet(count: Self.rulesPerRound, using: &random)
            var options = ScanOptions()
            options.skipsUnknownEvents = random.oneIn(4)
            let engine = Engine(rules)
            for isStrict in [true, false] {
                options.isStrict = isStrict
                var session = Session(engine, options: options)
                var lines = random
                // Without strictness counts can be compared only where all of a text is valid, so
                // each line is one; the session is the same.
                for _ in 0..<Self.linesPerRound {
                    let line = RandomWrapping.line(using: &lines) + [UInt8(ascii: "\n")]
                    let comparison = ScanComparison(
                        of: line,
                        with: rules,
                        skipsUnknownEvents: options.skipsUnknownEvents
                    )
                    let outcome = EngineScan.outcome(of: line, in: &session)
                    let mode = isStrict ? "strict" : "default"
                    differences += comparison.differences(in: outcome, isStrict: isStrict)
                        .map { "seed \(firstSeed + round), \(mode): \($0)" }
                    let expected = comparison.expected
                    seen.matches += expected.matches
                    seen.eventCount += expected.eventCount
                    seen.malformedCount += expected.malformedCount
                    seen.unsoundLines.formUnion(expected.unsoundLines)
                    seen.hiddenCounts.merge(expected.hiddenCounts, uniquingKeysWith: +)
                    innerCount += max(expected.eventCount - 1, 0)
                }
            }
            if differences.count >= Self.differenceLimit { break }
        }
        for difference in differences.prefix(Self.differenceLimit) {
            Issue.record(Comment(rawValue: difference))
        }
        guard differences.isEmpty else { return }
        // Each half of what can come of a line must be there to be compared.
        #expect(seen.matches.count > pairs / 10)
        #expect(seen.eventCount > pairs / Self.rulesPerRound)
        #expect(innerCount > pairs / 100)
        #expect(seen.malformedCount > pairs / 200)
        #expect(seen.hiddenCounts.values.reduce(0, +) > pairs / 200)
        #expect(!seen.unsoundLines.isEmpty)
    }
}
