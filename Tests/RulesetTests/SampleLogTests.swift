import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The sample log gives exactly the signals that its list names, and holds only valid events.
@Suite struct SampleLogTests {
    private static let folder = Ruleset.folder + "/samples"

    /// `line: title` for every line of `expected-signals.tsv`, sorted.
    private func expectedSignals() throws -> [String] {
        let list = try Ruleset.bytes(of: SampleLogTests.folder + "/expected-signals.tsv")
        return Ruleset.lines(of: list)
            .map { String(decoding: $0, as: UTF8.self).replacing("\t", with: ": ") }
            .sorted()
    }

    private func signals(of outcome: ScanOutcome) -> [String] {
        let titles = Dictionary(
            uniqueKeysWithValues: Ruleset.rules.map { ($0.id ?? "", $0.title) }
        )
        return outcome.matches.map { "\($0.line): \(titles[$0.ruleID] ?? $0.ruleID)" }.sorted()
    }

    private func log() throws -> [UInt8] {
        try Ruleset.bytes(of: SampleLogTests.folder + "/audit.log")
    }

    @Test(arguments: [false, true])
    func theEngineFindsTheExpectedSignals(isStrict: Bool) throws {
        var options = ScanOptions()
        options.isStrict = isStrict
        let outcome = EngineScan.outcome(
            of: try log(),
            with: Engine(Ruleset.loaded.ruleSet),
            options: options
        )
        #expect(outcome.faults == [])
        #expect(outcome.malformedCount == 0)
        #expect(outcome.eventCount == 483)
        #expect(signals(of: outcome) == (try expectedSignals()))
    }

    @Test func theReferenceFindsTheExpectedSignals() throws {
        let outcome = ReferenceScan.outcome(of: try log(), with: Ruleset.loaded.ruleSet)
        #expect(signals(of: outcome) == (try expectedSignals()))
    }

    @Test func everyRuleIsShownAtWork() throws {
        let shown = Set(try expectedSignals().compactMap { $0.split(separator: ": ").last })
        #expect(shown == Set(Ruleset.rules.map { Substring($0.title) }))
    }

    @Test func everyLineIsAValidEvent() throws {
        for (index, line) in Ruleset.lines(of: try log()).enumerated() {
            #expect(
                AuditEventShape.defects(of: try JSONParser.parse(line)) == [],
                "line \(index + 1)"
            )
        }
    }

    @Test func linesAreInTheOrderOfTheirTime() throws {
        let times = try Ruleset.lines(of: try log()).map { line in
            try #require(try JSONParser.parse(line)["stageTimestamp"]?.text)
        }
        #expect(times == times.sorted())
    }
}
