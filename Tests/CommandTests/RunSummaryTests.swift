import MartletCLI
import MartletCorrelation
import MartletEngine
import MartletRules
import Testing

@Suite struct RunSummaryTests {
    private static let summary: RunSummary = {
        var summary = RunSummary()
        summary.fileCount = 2
        summary.eventCount = 12_345
        summary.sources = [
            .init(name: "kubernetes-audit", eventCount: 12_000, ruleCount: 4)
        ]
        summary.unknownEventCount = 345
        summary.unreadableCount = 2
        summary.lineCount = 12_350
        summary.byteCount = 17_000_000
        summary.inputByteCount = 2_000_000
        summary.seconds = 0.5
        summary.malformedCount = 4
        summary.malformedLines = ["a.log:7:1: not a JSON object", "b\u{1B}[2J.log:9:4: bad"]
        summary.rulesetFingerprint = "0123456789abcdef"
        summary.rules = [
            RunSummary.RuleOutcome(
                id: "one",
                title: "Pod Shell",
                level: .high,
                matchCount: 3,
                signalCounts: [.high: 3],
                status: .active
            ),
            RunSummary.RuleOutcome(
                id: nil,
                title: "Quiet",
                level: .low,
                matchCount: 0,
                signalCounts: [.low: 0],
                status: .neverMatched
            ),
            RunSummary.RuleOutcome(
                id: "three",
                title: "Bodies",
                level: .medium,
                matchCount: 0,
                signalCounts: [.medium: 0],
                status: .blind([FieldPath("requestObject.spec")])
            ),
            RunSummary.RuleOutcome(
                id: "four",
                title: "Admin Binding",
                level: .critical,
                matchCount: 1,
                signalCounts: [.critical: 1],
                status: .active
            ),
        ]
        summary.rejectedRules = [
            RunSummary.RejectedRule(
                title: "Wrong",
                location: SourceLocation(file: "r/wrong.yml", line: 3, column: 1),
                reason: "unknown modifier 'contain'"
            )
        ]
        summary.errors = ["c\u{1B}[2J.log: cannot open: No such file or directory"]
        return summary
    }()

    @Test func textTellsAllThatHappened() {
        let text = Self.summary.text(style: TerminalStyle(isColored: false))
        #expect(
            text == """
                12,345 events, 17.0 MB (2.00 MB read) of 2 inputs in 0.50 s (34.0 MB/s)
                  12,000 kubernetes-audit, 345 of no known log source
                2 texts inside events could not be read as an event; what is around was scanned as it is
                4 signals: 1 critical, 3 high
                        1  critical       Admin Binding
                        3  high           Pod Shell
                5 rules: 2 active, 1 never matched, 1 blind, 1 rejected
                  never matched  Quiet
                  blind          Bodies: requestObject.spec never occurred
                  rejected       Wrong (r/wrong.yml:3:1): unknown modifier 'contain'
                4 malformed lines:
                  a.log:7:1: not a JSON object
                  b\\u{1b}[2J.log:9:4: bad
                  and 2 more; --dead-letter FILE keeps them
                error: c\\u{1b}[2J.log: cannot open: No such file or directory
                """
        )
    }

    @Test(arguments: [
        (1, "a1 never occurred"), (3, "a1, a2, a3 never occurred"),
        (9, "a1, a2 and 7 more never occurred"),
    ])
    func blindRulesNameAFewFields(count: Int, text: String) {
        var summary = RunSummary()
        summary.rules = [
            RunSummary.RuleOutcome(
                id: nil,
                title: "Bodies",
                level: .low,
                matchCount: 0,
                signalCounts: [.low: 0],
                status: .blind((1...count).map { FieldPath("a\($0)") })
            )
        ]
        let lines = summary.text(style: TerminalStyle(isColored: false)).split(separator: "\n")
        #expect(lines.last == "  blind          Bodies: \(text)")
    }

    @Test func longListsAreCut() {
        var summary = RunSummary()
        summary.rules = (1...40).map { number in
            RunSummary.RuleOutcome(
                id: nil,
                title: "Rule \(number)",
                level: .low,
                matchCount: number <= 28 ? 100 - number : 0,
                signalCounts: [.low: number <= 28 ? 100 - number : 0],
                status: number <= 28 ? .active : .neverMatched
            )
        }
        let text = summary.text(style: TerminalStyle(isColored: false))
        #expect(text.contains("\n       75  low            Rule 25\n      219  by 3 more rules\n"))
        #expect(
            text.hasSuffix(
                "  never matched  Rule 38\n                 and 2 more; --stats FILE lists all"
            )
        )
    }

    /// A correlation that fired for another, and a rule that groups its signals.
    private static let correlating: RunSummary = {
        var summary = RunSummary()
        var groups = CorrelationStatistics.Counts()
        groups.signals = 2
        groups.firings = 7
        groups.noGroup = 3
        groups.undecided = 1
        summary.rules = [
            RunSummary.RuleOutcome(
                id: "quiet",
                title: "Quiet",
                level: .low,
                matchCount: 9,
                signalCounts: [.low: 1, .high: 1],
                status: .active,
                groups: groups
            )
        ]
        groups = CorrelationStatistics.Counts()
        groups.firings = 4
        groups.groupOverflow = 1
        groups.evictedGroups = 1_000
        groups.evictedEntries = 2_500
        summary.correlations = [
            RunSummary.CorrelationOutcome(
                id: nil,
                title: "Many",
                level: .medium,
                signalCounts: [:],
                groups: groups
            )
        ]
        summary.noTimeCount = 1
        summary.lateCount = 2
        summary.withheldCount = 1
        return summary
    }()

    @Test func textTellsWhatBecameOfGroups() {
        let text = Self.correlating.text(style: TerminalStyle(isColored: false))
        #expect(
            text.split(separator: "\n").dropFirst().joined(separator: "\n") == """
                2 signals: 1 high, 1 low
                        1  high           Quiet
                        1  low            Quiet
                        1  of them withheld (--max-signals-per-rule)
                1 rule: 1 active, 0 never matched, 0 blind, 0 rejected
                1 correlation: 0 gave signals, 1 fired for others, 0 never fired
                  Many: 1 group too many for one match, 1,000 groups forgotten (see --state-memory)
                  Quiet: 3 matches without a group, 1 window undecided
                1 event without a usable time took part in no correlation
                2 matches came too late; see --allowed-lateness and --state
                """
        )
    }

    @Test func statisticsTellWhatBecameOfGroups() {
        let text = Self.correlating.json.text()
        #expect(
            text.contains(
                #"""
                      "status": "active",
                      "firings": 7,
                      "no_group": 3,
                      "group_overflow": 0,
                      "undecided": 1,
                      "evicted_groups": 0,
                      "evicted_entries": 0
                """#
            )
        )
        #expect(
            text.contains(
                #"""
                  "correlations": [
                    {
                      "title": "Many",
                      "level": "medium",
                      "signals": 0,
                      "firings": 4,
                """#
            )
        )
        #expect(text.contains("\"no_time\": 1,\n  \"late\": 2,"))
    }

    @Test func coloursAddOnlyEscapeSequences() {
        let plain = Self.summary.text(style: TerminalStyle(isColored: false))
        var colored = Self.summary.text(style: TerminalStyle(isColored: true))
        #expect(colored.contains("\u{1B}[1;31m"))
        while let start = colored.firstIndex(of: "\u{1B}"),
            let end = colored[start...].firstIndex(of: "m")
        {
            colored.removeSubrange(start...end)
        }
        #expect(colored == plain)
    }

    @Test func indentedJSONGetsAHint() {
        var summary = RunSummary()
        summary.lineCount = 40
        summary.malformedCount = 39
        summary.firstFailure = .truncated
        #expect(summary.looksPrettyPrinted)
        #expect(summary.text(style: TerminalStyle(isColored: false)).contains("jq -c"))
        summary.malformedCount = 10
        #expect(!summary.looksPrettyPrinted)
    }

    @Test func whatIsNoJSONGetsAnotherHint() {
        var summary = RunSummary()
        summary.lineCount = 40
        summary.malformedCount = 40
        summary.firstFailure = .notAnObject
        let text = summary.text(style: TerminalStyle(isColored: false))
        #expect(!text.contains("jq -c"))
        #expect(text.hasSuffix("UTF-8 text with one JSON object a line"))
        summary.firstFailure = .trailingBytes
        #expect(!summary.text(style: TerminalStyle(isColored: false)).contains("hint"))
        summary.firstFailure = .notAnObject
        summary.eventCount = 1
        #expect(!summary.text(style: TerminalStyle(isColored: false)).contains("hint"))
    }

    @Test func levelsAreComparedInclusively() {
        #expect(Self.summary.hasSignals(atOrAbove: .critical))
        var summary = Self.summary
        summary.rules.removeLast()
        #expect(!summary.hasSignals(atOrAbove: .critical))
        #expect(summary.hasSignals(atOrAbove: .high))
    }

    @Test func statisticsHoldThePromisedKeys() {
        #expect(
            Self.summary.json.text() == #"""
                {
                  "schema": "martlet.stats/1",
                  "interrupted": false,
                  "files": 2,
                  "events": 12345,
                  "log_sources": {
                    "kubernetes-audit": 12000
                  },
                  "unknown_events": 345,
                  "unreadable_events": 2,
                  "curtailed": 0,
                  "lines": 12350,
                  "malformed": 4,
                  "bytes": 17000000,
                  "input_bytes": 2000000,
                  "seconds": 0.500000,
                  "signals": 4,
                  "withheld": 0,
                  "earlier_signals": 0,
                  "levels": {
                    "informational": 0,
                    "low": 0,
                    "medium": 0,
                    "high": 3,
                    "critical": 1
                  },
                  "ruleset": "0123456789abcdef",
                  "rules": [
                    {
                      "id": "one",
                      "title": "Pod Shell",
                      "level": "high",
                      "matches": 3,
                      "signals": 3,
                      "hidden": 0,
                      "status": "active"
                    },
                    {
                      "title": "Quiet",
                      "level": "low",
                      "matches": 0,
                      "signals": 0,
                      "hidden": 0,
                      "status": "never_matched"
                    },
                    {
                      "id": "three",
                      "title": "Bodies",
                      "level": "medium",
                      "matches": 0,
                      "signals": 0,
                      "hidden": 0,
                      "status": "blind",
                      "missing_fields": ["requestObject.spec"]
                    },
                    {
                      "id": "four",
                      "title": "Admin Binding",
                      "level": "critical",
                      "matches": 1,
                      "signals": 1,
                      "hidden": 0,
                      "status": "active"
                    }
                  ],
                  "correlations": [],
                  "no_time": 0,
                  "late": 0,
                  "filters": [],
                  "advice": [],
                  "disabled": [],
                  "rejected": [
                    {
                      "title": "Wrong",
                      "file": "r/wrong.yml",
                      "line": 3,
                      "reason": "unknown modifier 'contain'"
                    }
                  ],
                  "errors": ["c\u001b[2J.log: cannot open: No such file or directory"]
                }
                """#
        )
    }
}
