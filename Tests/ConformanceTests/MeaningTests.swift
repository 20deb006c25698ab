import Glibc
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Random items of rules, read from text, against the meaning of what they were written from.
///
/// The other differential test starts from the rule model; this one starts from rule files, and so
/// shows that a modifier is read as what it means. `MARTLET_DIFFERENTIAL_PAIRS` and
/// `MARTLET_DIFFERENTIAL_SEED` say how long and from where.
@Suite struct MeaningTests {
    private static let trialsPerRound = 16
    /// At most this many differences are collected before the test gives up.
    private static let differenceLimit = 3

    private func setting(_ name: String, default fallback: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
    }

    @Test func rulesMeanWhatTheyWereWrittenFrom() throws {
        let pairs = setting("MARTLET_DIFFERENTIAL_PAIRS", default: 60_000)
        let firstSeed = setting("MARTLET_DIFFERENTIAL_SEED", default: 1)
        var pairCount = 0
        var matchCount = 0
        var differences: [String] = []
        var seed = firstSeed
        while pairCount < pairs, differences.count < Self.differenceLimit {
            var random = RandomSource(seed: UInt64(seed))
            let trials = (0..<Self.trialsPerRound).map { _ in MeaningTrial.random(using: &random) }
            let round = try self.differences(of: trials, using: &random)
            differences += round.found.map { "seed \(seed), \($0)" }
            pairCount += round.pairs
            matchCount += round.matches
            seed += 1
        }
        for difference in differences.prefix(Self.differenceLimit) {
            Issue.record(Comment(rawValue: difference))
        }
        // Every item meets the events of all others, so most pairs do not match.
        #expect(differences.count > 0 || matchCount > pairCount / 20)
        #expect(differences.count > 0 || matchCount < pairCount / 2)
    }

    private func differences(
        of trials: [MeaningTrial],
        using random: inout RandomSource
    ) throws -> (found: [String], pairs: Int, matches: Int) {
        let rules = try ruleSet(of: trials)
        let events = trials.flatMap(\.bait)
        let lines = events.map { $0.line(using: &random) }
        let text = Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
        var expected: Set<ScanOutcome.Match> = []
        for (line, event) in events.enumerated() {
            for (id, trial) in trials.enumerated() where trial.holds(event) {
                expected.insert(ScanOutcome.Match(line: line + 1, ruleID: "t\(id)"))
            }
        }
        var found: [String] = []
        let scans = [
            ("engine", EngineScan.outcome(of: text, with: Engine(rules))),
            ("reference", ReferenceScan.outcome(of: text, with: rules)),
        ]
        for (name, outcome) in scans {
            for match in expected.symmetricDifference(outcome.matches).sorted() {
                let trial = trials[Int(match.ruleID.dropFirst()) ?? 0]
                let line = String(decoding: lines[match.line - 1], as: UTF8.self)
                found.append(
                    "\(name): \(trial.selection) must \(expected.contains(match) ? "" : "not ")"
                        + "match \(line)\n\(trial.placeholders)"
                )
            }
        }
        return (found, trials.count * events.count, expected.count)
    }

    private func ruleSet(of trials: [MeaningTrial]) throws -> RuleSet {
        var loader = RuleLoader()
        let placeholders = trials.map(\.placeholders).joined()
        loader.load(placeholderSource: Array(placeholders.utf8), file: "placeholders.yml")
        let text = trials.enumerated().map { $1.rule(id: "t\($0)") }.joined(separator: "---\n")
        loader.load(source: Array(text.utf8), file: "trials.yml")
        let loaded = loader.finish()
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        try #require(errors.map { "\($0.location): \($0.message)\n\($0.sourceLine ?? "")" } == [])
        return loaded.ruleSet
    }
}
