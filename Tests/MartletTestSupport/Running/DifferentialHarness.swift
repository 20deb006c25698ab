package import MartletRules

/// Compares a scanner with the reference evaluator on random rules and events.
package struct DifferentialHarness {
    /// Scans a chunk of lines with a rule set, strictly or not.
    package typealias Scanner = (RuleSet, [UInt8], _ isStrict: Bool) -> ScanOutcome

    /// How many rules and events meet in one round.
    package static let pairsPerRound = ruleCount * lineCount
    private static let ruleCount = 16
    private static let lineCount = 8

    private let seed: UInt64
    private var random: RandomSource
    /// The differences found so far, each with all that is needed to repeat it.
    package private(set) var differences: [String] = []
    /// How many matches the reference saw, to show that the rounds are worth something.
    package private(set) var matchCount = 0
    /// How many pairs of a rule and an event the reference evaluated.
    package private(set) var pairCount = 0
    private let tally: ReferenceTally?

    package init(seed: UInt64, tally: ReferenceTally? = nil) {
        self.seed = seed
        self.random = RandomSource(seed: seed)
        self.tally = tally
    }

    /// Makes a rule set and a chunk of events, some of them damaged, and compares both modes.
    package mutating func round(_ scanner: Scanner) {
        let vocabulary = Vocabulary.sample(using: &random)
        let rules = RandomRules.ruleSet(
            count: DifferentialHarness.ruleCount,
            from: vocabulary,
            using: &random
        )
        let text = chunk(from: vocabulary)
        let comparison = ScanComparison(of: text, with: rules, tally: tally)
        matchCount += comparison.expected.matches.count
        pairCount += comparison.expected.eventCount * rules.rules.count
        for isStrict in [true, false] {
            let outcome = scanner(rules, text, isStrict)
            for difference in comparison.differences(in: outcome, isStrict: isStrict) {
                differences.append(
                    "seed \(seed), \(isStrict ? "strict" : "default"): \(difference)"
                )
            }
        }
    }

    private mutating func chunk(from vocabulary: Vocabulary) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<DifferentialHarness.lineCount {
            if random.oneIn(3) {
                let damaged = LineMutator.mutate(
                    RandomEvents.line(from: vocabulary, using: &random),
                    using: &random
                )
                text += damaged + [UInt8(ascii: "\n")]
            }
            if random.oneIn(10) {
                text += Array(random.pick(["\n", "\r\n", " \t\n", "\n\n"]).utf8)
            }
            text += RandomEvents.line(from: vocabulary, using: &random)
            text += Array(random.pick(["\n", "\n", "\r\n"]).utf8)
        }
        if random.oneIn(3) { text.removeLast() }
        return text
    }
}
