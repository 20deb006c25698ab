package import MartletRules

/// What the reference says about a chunk, to hold a scan of it against.
package struct ScanComparison {
    /// The chunk, line by line.
    package let lines: [ReferenceScan.Line]
    /// What a strict scan must come to.
    package let expected: ScanOutcome
    private let rules: RuleSet

    /// Evaluates a chunk that starts an input.
    package init(
        of text: [UInt8],
        with rules: RuleSet,
        skipsUnknownEvents: Bool = false,
        tally: ReferenceTally? = nil
    ) {
        self.rules = rules
        self.lines = ReferenceScan.lines(of: text)
        self.expected = ReferenceScan.outcome(
            of: lines,
            with: rules,
            skipsUnknownEvents: skipsUnknownEvents,
            tally: tally
        )
    }

    /// Everything in which a scan differs, in words for a person.
    ///
    /// By default a scan may take a line, or a text in one, that is not valid for an event, and what
    /// it then finds on that line is not compared.
    package func differences(in scan: ScanOutcome, isStrict: Bool) -> [String] {
        var actual = scan
        var expected = expected
        if !isStrict {
            actual.matches.removeAll { !isSound($0.line) }
            expected.matches.removeAll { !isSound($0.line) }
        }
        var differences = actual.faults
        let found = ScanComparison.counts(actual.matches)
        let wanted = ScanComparison.counts(expected.matches)
        for match in Set(found.keys).union(wanted.keys).sorted()
        where found[match] != wanted[match] {
            differences.append(describe(match, found[match] ?? 0, wanted[match] ?? 0))
        }
        if isStrict || lines.indices.allSatisfy({ lines[$0].isBlank || isSound($0 + 1) }) {
            differences += ScanComparison.counters.compactMap { name, counter in
                let (found, wanted) = (counter(actual), counter(expected))
                return found == wanted ? nil : "\(name): \(found), not \(wanted)\n\(text)"
            }
        } else {
            differences += totals(actual)
        }
        return differences
    }

    private static let counters: [(name: String, counter: @Sendable (ScanOutcome) -> [Int])] = [
        ("lines", { [$0.lineCount] }),
        ("events", { [$0.eventCount] }),
        ("malformed", { [$0.malformedCount] }),
        ("events by source", { $0.sourceCounts }),
        ("hidden by rule", { flat($0.hiddenCounts) }),
        ("hidden by filter", { flat($0.filterCounts) }),
    ]

    private static func flat(_ counts: [Int: Int]) -> [Int] {
        counts.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }

    private static func counts(_ matches: [ScanOutcome.Match]) -> [ScanOutcome.Match: Int] {
        Dictionary(matches.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// Without envelopes each line is blank, an event or malformed, whatever a scan takes it for.
    private func totals(_ actual: ScanOutcome) -> [String] {
        var differences: [String] = []
        if actual.lineCount != expected.lineCount {
            differences.append("lines: \(actual.lineCount), not \(expected.lineCount)")
        }
        guard rules.logSources.allSatisfy(\.envelopes.isEmpty) else { return differences }
        let total = expected.eventCount + expected.malformedCount
        if actual.eventCount + actual.malformedCount != total
            || actual.malformedCount > expected.malformedCount
        {
            differences.append(
                "\(actual.eventCount) events and \(actual.malformedCount) malformed lines, not "
                    + "\(expected.eventCount) and \(expected.malformedCount)\n\(text)"
            )
        }
        return differences
    }

    private var text: String {
        lines.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
    }

    /// Whether everything on a line is valid that is read as an event.
    private func isSound(_ number: Int) -> Bool {
        lines.indices.contains(number - 1) && lines[number - 1].event != nil
            && !expected.unsoundLines.contains(number)
    }

    private func describe(_ match: ScanOutcome.Match, _ found: Int, _ wanted: Int) -> String {
        let rule = rules.rules.first { $0.id == match.ruleID }
        let line = lines.indices.contains(match.line - 1) ? lines[match.line - 1].bytes : []
        return "line \(match.line) must match \(match.ruleID) \(wanted) times, not \(found)\n"
            + (rule.map(RuleDump.text) ?? "no such rule\n")
            + String(decoding: line, as: UTF8.self)
    }
}
