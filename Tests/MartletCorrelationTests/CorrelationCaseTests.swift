import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The golden cases, each against the reference correlator and against the engine.
@Suite struct CorrelationCaseTests {
    @Test func findsTheCases() {
        #expect(CorrelationCase.names.count >= 250)
    }

    @Test(arguments: CorrelationCase.names)
    func referenceAgrees(_ name: String) throws {
        let golden = try CorrelationCase(name: name)
        let ruleSet = try golden.ruleSet()
        let capture = ReferenceCapture(golden.inputs, with: ruleSet)
        let reference = ReferenceCorrelator(ruleSet, capture.records, end: capture.end)
        #expect(capture.noTimeCount == golden.noTimeCount)
        expect(golden, ruleSet, signals: reference.signals, counts: reference.counts)
    }

    @Test(arguments: CorrelationCase.names)
    func engineAgrees(_ name: String) throws {
        let golden = try CorrelationCase(name: name)
        let ruleSet = try golden.ruleSet()
        let engine = Engine(ruleSet)
        var records: [MatchRecord] = []
        var noTimeCount = 0
        var end = Int64.min
        for (number, input) in golden.inputs.enumerated() {
            var session = Session(engine, options: ScanOptions())
            var report = EngineScan.report(of: input.text, in: &session, file: input.name)
            records += report.takeMatches(input: number, lineBase: 0)
            noTimeCount += report.noTimeCount
            end = max(end, report.lastEventTime ?? end)
        }
        #expect(noTimeCount == golden.noTimeCount)
        let inputs = golden.inputs.map(\.name)
        let run = CorrelatorRun(
            ruleSet,
            records,
            inputs: inputs,
            end: end,
            seed: UInt64(name.utf8.count),
            on: SerialExecutor()
        )
        var counts: [Int: ReferenceCounts] = [:]
        for (index, count) in run.statistics.correlations.enumerated() {
            counts[ruleSet.rules.count + index] = ReferenceCounts(count)
        }
        let signals = run.signals.compactMap {
            ReferenceSignal(reading: $0, of: ruleSet, inputs: inputs)
        }
        #expect(signals.count == run.signals.count)
        expect(golden, ruleSet, signals: signals, counts: counts)
    }

    private func expect(
        _ golden: CorrelationCase,
        _ ruleSet: RuleSet,
        signals: [ReferenceSignal],
        counts: [Int: ReferenceCounts]
    ) {
        let found = signals.map { signal in
            ExpectedSignal.title(signal.ordinal, in: ruleSet) + " at \(signal.time)"
        }
        #expect(signals.count == golden.signals.count, "there are \(found)")
        for (signal, line) in zip(signals, golden.signals) {
            let expected = ExpectedSignal(
                line: line,
                ruleSet: ruleSet,
                inputs: golden.inputs.map(\.name)
            )
            let differences = expected.differences(from: signal)
            #expect(differences == [], "the signal at \(signal.time)")
        }
        for index in ruleSet.correlations.indices {
            let count = counts[ruleSet.rules.count + index] ?? ReferenceCounts()
            let title = ruleSet.correlations[index].title
            let expected = golden.counts[title]
            let named = ["no_group", "group_overflow", "undecided"]
            #expect(
                named.map { expected?[$0]?.integer ?? 0 }
                    == [count.noGroup, count.groupOverflow, count.undecided],
                "\(title) counts \(named)"
            )
        }
    }
}
