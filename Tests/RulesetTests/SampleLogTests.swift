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

    /// Signals of single events; those of quiet rules come from the correlator.
    private func signals(of outcome: ScanOutcome) -> [String] {
        let titles = Dictionary(
            uniqueKeysWithValues: Ruleset.heardRules.filter { $0.quieting == nil }
                .map { ($0.id ?? "", $0.title) }
        )
        return outcome.matches.compactMap { match in
            titles[match.ruleID].map { "\(match.line): \($0)" }
        }
    }

    private func log() throws -> [UInt8] {
        try Ruleset.bytes(of: SampleLogTests.folder + "/audit.log")
    }

    /// The line of the completing match and the title of each signal of correlations.
    private func signals(of signals: [ReferenceSignal]) -> [String] {
        signals.map { "\($0.source.line): \(Ruleset.title(of: $0.ordinal, in: Ruleset.shipped))" }
    }

    private func capture() throws -> ReferenceCapture {
        let input = ReferenceCapture.Input(name: "events.ndjson", text: try log())
        return ReferenceCapture([input], with: Ruleset.shipped)
    }

    /// Those of single events and those of correlations, as they are listed.
    private func all(_ outcome: ScanOutcome, _ correlated: [ReferenceSignal]) -> [String] {
        (signals(of: outcome) + signals(of: correlated)).sorted()
    }

    @Test(arguments: [false, true])
    func theEngineFindsTheExpectedSignals(isStrict: Bool) throws {
        var options = ScanOptions()
        options.isStrict = isStrict
        let outcome = EngineScan.outcome(
            of: try log(),
            with: Engine(Ruleset.shipped),
            options: options
        )
        let correlated = CorrelatorRun(of: try capture(), with: Ruleset.shipped).signals.compactMap
        {
            ReferenceSignal(reading: $0, of: Ruleset.shipped, inputs: ["events.ndjson"])
        }
        #expect(outcome.faults == [])
        #expect(outcome.malformedCount == 0)
        #expect(outcome.eventCount == 559)
        #expect(all(outcome, correlated) == (try expectedSignals()))
    }

    @Test func theReferenceFindsTheExpectedSignals() throws {
        let outcome = ReferenceScan.outcome(of: try log(), with: Ruleset.shipped)
        let capture = try capture()
        let correlated = ReferenceCorrelator(
            Ruleset.shipped,
            capture.records,
            end: capture.end
        )
        #expect(all(outcome, correlated.signals) == (try expectedSignals()))
    }

    /// The log tells of everything that takes many events to tell.
    @Test func everyCorrelationIsShownAtWork() throws {
        let shown = Set(try expectedSignals().compactMap { $0.split(separator: ": ").last })
        // What is new is known after a week; the sample is a day.
        let quick = Ruleset.heardCorrelations.filter { correlation in
            if case .newValue = correlation.kind { false } else { true }
        }
        #expect(Set(quick.map(\.title)).subtracting(shown.map { String($0) }) == [])
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
