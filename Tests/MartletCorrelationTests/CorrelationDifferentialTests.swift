import Glibc
import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The correlator against the reference.
///
/// `MARTLET_CORRELATION_CASES` sets how many random cases are compared, `MARTLET_DIFFERENTIAL_SEED`
/// where they start; a failure prints its own seed.
@Suite struct CorrelationDifferentialTests {
    /// At most this many differences are collected before the test gives up.
    private static let differenceLimit = 3

    private func setting(_ name: String, default fallback: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
    }

    @Test func correlatorAgreesWithTheReference() {
        let count = setting("MARTLET_CORRELATION_CASES", default: 400)
        let firstSeed = UInt64(setting("MARTLET_DIFFERENTIAL_SEED", default: 1))
        var differenceCount = 0
        var signalCount = 0
        for seed in firstSeed..<firstSeed + UInt64(count) {
            let trial = CorrelationTrial(seed: seed)
            signalCount += trial.reference.signals.count
            for threadCount in [1, 2, 5] {
                let run: CorrelationTrial.Correlating = { ruleSet, records, end in
                    CorrelatorRun(
                        ruleSet,
                        records,
                        inputs: CorrelationTrial.inputs,
                        end: end,
                        seed: seed &* 8 &+ UInt64(threadCount),
                        on: ThreadExecutor(threadCount: threadCount)
                    )
                }
                if trial.differences(run).isEmpty { continue }
                differenceCount += 1
                Issue.record("\(threadCount) threads, \(trial.explanation(run))")
                break
            }
            if differenceCount == Self.differenceLimit { break }
        }
        // Correlations that hardly ever fire would compare nothing.
        #expect(differenceCount > 0 || signalCount > count)
    }

    /// It must not show that the state went through bytes between two pieces.
    @Test func restartsChangeNothing() {
        let count = setting("MARTLET_CORRELATION_CASES", default: 400)
        let firstSeed = UInt64(setting("MARTLET_DIFFERENTIAL_SEED", default: 1))
        var differenceCount = 0
        var restartCount = 0
        for seed in firstSeed..<firstSeed + UInt64(count) {
            let trial = CorrelationTrial(seed: seed)
            let run: CorrelationTrial.Correlating = { ruleSet, records, end in
                let run = CorrelatorRun(
                    ruleSet,
                    records,
                    inputs: CorrelationTrial.inputs,
                    end: end,
                    seed: seed,
                    restarts: true,
                    on: SerialExecutor()
                )
                restartCount += run.states.count
                return run
            }
            if trial.differences(run).isEmpty { continue }
            differenceCount += 1
            Issue.record("with restarts, \(trial.explanation(run))")
            if differenceCount == Self.differenceLimit { break }
        }
        #expect(differenceCount > 0 || restartCount > count / 2)
    }

    /// A kind of correlation that never fires would compare nothing.
    @Test func everyKindIsExercised() {
        var outcomes: [String: Int] = [:]
        let caseCount = 1_000
        for seed in 0..<UInt64(caseCount) {
            let trial = CorrelationTrial(seed: seed)
            for signal in trial.reference.signals {
                for word in trial.words(of: signal) { outcomes[word, default: 0] += 1 }
            }
            for counts in trial.reference.counts.values {
                if counts.undecided > 0 { outcomes["undecided", default: 0] += 1 }
                if counts.noGroup > 0 { outcomes["no group", default: 0] += 1 }
                if counts.firings > counts.signals { outcomes["joined", default: 0] += 1 }
            }
        }
        for word in CorrelationTrial.words {
            #expect(outcomes[word, default: 0] > caseCount / 100, "'\(word)'")
        }
    }
}
