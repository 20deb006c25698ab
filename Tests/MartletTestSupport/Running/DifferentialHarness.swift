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

    package init(seed: UInt64) {
        self.seed = seed
        self.random = RandomSource(seed: seed)
    }

    /// Makes a rule set and a chunk of events, some of them damaged, and compares both modes.
    package mutating func round(_ scanner: Scanner) {
        let rules = RandomRules.ruleSet(count: DifferentialHarness.ruleCount, using: &random)
        let text = chunk()
        let lines = ReferenceScan.lines(of: text)
        let expected = ReferenceScan.outcome(of: text, with: rules)
        matchCount += expected.matches.count
        compare(scanner(rules, text, true), with: expected, lines, rules, isStrict: true)

        // By default a line that is not valid may still count as an event, and may match.
        var relaxed = scanner(rules, text, false)
        relaxed.matches.removeAll { match in
            !lines.indices.contains(match.line - 1) || lines[match.line - 1].event == nil
        }
        let blankCount = lines.count(where: \.isBlank)
        if relaxed.eventCount + relaxed.malformedCount + blankCount == expected.lineCount {
            relaxed.eventCount = expected.eventCount
            relaxed.malformedCount = expected.malformedCount
        }
        compare(relaxed, with: expected, lines, rules, isStrict: false)
    }

    private mutating func chunk() -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<DifferentialHarness.lineCount {
            if random.oneIn(3) {
                let damaged = LineMutator.mutate(RandomEvents.line(using: &random), using: &random)
                let isWhiteSpace = damaged.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
                if !isWhiteSpace { text += damaged + [UInt8(ascii: "\n")] }
            }
            if random.oneIn(10) { text += Array(random.pick(["\n", "\r\n", "\n\n"]).utf8) }
            text += RandomEvents.line(using: &random)
            text += Array(random.pick(["\n", "\n", "\r\n"]).utf8)
        }
        if random.oneIn(3) { text.removeLast() }
        return text
    }

    private mutating func compare(
        _ actual: ScanOutcome,
        with expected: ScanOutcome,
        _ lines: [ReferenceScan.Line],
        _ rules: RuleSet,
        isStrict: Bool
    ) {
        func report(_ what: String) {
            differences.append("seed \(seed), \(isStrict ? "strict" : "default"): \(what)")
        }
        for fault in actual.faults { report(fault) }
        let found = Set(actual.matches)
        if found.count != actual.matches.count { report("a match was signalled twice") }
        for match in found.symmetricDifference(expected.matches).sorted() {
            let verdict = found.contains(match) ? "must not match" : "must match"
            let rule = rules.rules.first { $0.id == match.ruleID }
            let line = lines.indices.contains(match.line - 1) ? lines[match.line - 1].bytes : []
            report(
                "line \(match.line) \(verdict) \(match.ruleID)\n"
                    + (rule.map(RuleDump.text) ?? "no such rule\n")
                    + String(decoding: line, as: UTF8.self)
            )
        }
        let counts = [actual.lineCount, actual.eventCount, actual.malformedCount]
        let expectedCounts = [expected.lineCount, expected.eventCount, expected.malformedCount]
        if counts != expectedCounts {
            let text = lines.map { String(decoding: $0.bytes, as: UTF8.self) }
                .joined(separator: "\n")
            report("lines, events, malformed are \(counts), not \(expectedCounts)\n\(text)")
        }
    }
}
