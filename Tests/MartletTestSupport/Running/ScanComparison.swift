package import MartletRules

/// What the reference says about a chunk, to hold a scan of it against.
package struct ScanComparison {
    /// The chunk, line by line.
    package let lines: [ReferenceScan.Line]
    /// What a strict scan must come to.
    package let expected: ScanOutcome
    private let rules: RuleSet

    /// Evaluates a chunk that starts an input.
    package init(of text: [UInt8], with rules: RuleSet, tally: ReferenceTally? = nil) {
        self.rules = rules
        self.lines = ReferenceScan.lines(of: text)
        self.expected = ReferenceScan.outcome(of: lines, with: rules, tally: tally)
    }

    /// Everything in which a scan differs, in words for a person.
    ///
    /// By default a scan may take a line that is not valid for an event, and what it then finds
    /// there is not compared; each line still is blank, an event or malformed.
    package func differences(in scan: ScanOutcome, isStrict: Bool) -> [String] {
        var actual = scan
        if !isStrict {
            actual.matches.removeAll { event(onLine: $0.line) == nil }
            let isComplete =
                actual.eventCount + actual.malformedCount
                == expected.eventCount + expected.malformedCount
            if isComplete, actual.malformedCount <= expected.malformedCount {
                actual.eventCount = expected.eventCount
                actual.malformedCount = expected.malformedCount
            }
        }
        var differences = actual.faults
        let found = Set(actual.matches)
        if found.count != actual.matches.count { differences.append("a match was signalled twice") }
        for match in found.symmetricDifference(expected.matches).sorted() {
            differences.append(describe(match, isFound: found.contains(match)))
        }
        let counts = [actual.lineCount, actual.eventCount, actual.malformedCount]
        let expectedCounts = [expected.lineCount, expected.eventCount, expected.malformedCount]
        if counts != expectedCounts {
            let text = lines.map { String(decoding: $0.bytes, as: UTF8.self) }
                .joined(separator: "\n")
            differences.append(
                "lines, events, malformed are \(counts), not \(expectedCounts)\n\(text)"
            )
        }
        return differences
    }

    private func event(onLine number: Int) -> JSONValue? {
        lines.indices.contains(number - 1) ? lines[number - 1].event : nil
    }

    private func describe(_ match: ScanOutcome.Match, isFound: Bool) -> String {
        let rule = rules.rules.first { $0.id == match.ruleID }
        let line = lines.indices.contains(match.line - 1) ? lines[match.line - 1].bytes : []
        return "line \(match.line) must \(isFound ? "not " : "")match \(match.ruleID)\n"
            + (rule.map(RuleDump.text) ?? "no such rule\n")
            + String(decoding: line, as: UTF8.self)
    }
}
