import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What state does that is none, or not of these rules.
@Suite struct CorrelatorStateTests {
    /// Some states of random rule sets.
    private func states(_ visit: (RuleSet, [MatchRecord], [UInt8]) -> Void) {
        for seed in 1...6 as ClosedRange<UInt64> {
            var random = RandomSource(seed: seed)
            let ruleSet = RandomCorrelations.ruleSet(using: &random)
            let records = RandomMatches.records(of: ruleSet, using: &random)
                .sorted(by: MatchRecord.isInOrder)
            let correlator = Correlator(CorrelationPlan(ruleSet), options: .init())
            correlator.inputNames = CorrelationTrial.inputs
            correlator.advance(
                records,
                to: records.last?.time ?? 0,
                on: SerialExecutor()
            )
            visit(ruleSet, records, correlator.state)
        }
    }

    /// Takes up bytes and goes on to the end; whether they were taken.
    private func goOn(_ ruleSet: RuleSet, _ bytes: [UInt8], from time: Int64) -> Bool {
        let correlator = Correlator(
            CorrelationPlan(ruleSet),
            options: .init(isContinued: true)
        )
        var reader = RecordReader(bytes[...])
        guard (try? correlator.restoreState(from: &reader, decidedAt: time)) != nil,
            reader.count == 0
        else { return false }
        correlator.advance([], to: time + 10, on: SerialExecutor())
        correlator.pause(at: time + 10, on: SerialExecutor()) { _ in }
        _ = correlator.state
        correlator.finish(at: .max, on: SerialExecutor()) { _ in }
        return true
    }

    @Test func whatWasWrittenIsReadAndWrittenAgain() throws {
        states { ruleSet, records, state in
            let correlator = Correlator(CorrelationPlan(ruleSet), options: .init())
            correlator.inputNames = CorrelationTrial.inputs
            var reader = RecordReader(state[...])
            let change = try? correlator.restoreState(
                from: &reader,
                decidedAt: records.last?.time ?? 0
            )
            #expect(change?.dropped == 0 && change?.fresh == 0)
            #expect(reader.count == 0)
            #expect(correlator.state == state)
        }
    }

    @Test func beginningsOfStateAreRefused() {
        states { ruleSet, records, state in
            for count in stride(from: 0, to: state.count, by: state.count / 150 + 1) {
                #expect(!goOn(ruleSet, Array(state[..<count]), from: records.last?.time ?? 0))
            }
        }
    }

    @Test func noChangedByteIsFatal() {
        states { ruleSet, records, state in
            for index in stride(from: 0, to: state.count, by: state.count / 150 + 1) {
                var changed = state
                changed[index] ^= [1, 0x80, 0xFF][index % 3]
                _ = goOn(ruleSet, changed, from: records.last?.time ?? 0)
            }
        }
    }

    @Test func stateOfOtherRulesIsDropped() throws {
        var all: [(RuleSet, [UInt8])] = []
        states { ruleSet, _, state in all.append((ruleSet, state)) }
        for (ruleSet, _) in all {
            for (other, state) in all {
                let correlator = Correlator(CorrelationPlan(ruleSet), options: .init())
                var reader = RecordReader(state[...])
                let change = try correlator.restoreState(from: &reader, decidedAt: 0)
                #expect(reader.count == 0)
                #expect(
                    change.kept + change.dropped
                        == other.correlations.count + other.rules.count { $0.quieting != nil }
                )
            }
        }
    }
}
