import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Whatever events say, it is only data.
@Suite struct CorrelatorHostileTests {
    private typealias Fixture = CorrelationFixture

    private static let extremes: [Int64] = [
        .min, .min + 1, -1, 0, 1, .max - 1, .max,
    ]
    private static let durations: [Int64] = [0, 1, Fixture.second, .max - 1, .max]

    @Test func timesAtTheEndsOfTheirRangeAreOnlyTimes() {
        let value = FieldPath("value")
        let kinds: [(Correlation.Kind, Correlation.Requirement)] = [
            (.eventCount, Fixture.atLeast(2)),
            (.eventCount, .thresholds([.init(.lessOrEqual, 3)])),
            (.valueCount([value]), Fixture.atLeast(1)),
            (.aggregate(.average, of: value), Fixture.atLeast(-1)),
            (.aggregate(.percentile(99.9), of: value), .thresholds([.init(.notEqual, 0)])),
            (.temporal, .expression(.not(.selection(1)))),
            (.temporalOrdered, .inherent),
            (.newValue([value], .init(learn: 1, forget: .max)), .inherent),
            (.absence, .inherent),
        ]
        for duration in Self.durations {
            for window in [Correlation.Window.sliding, .tumbling, .session(gap: duration)] {
                let correlations = kinds.map { kind, requirement in
                    var made = Fixture.correlation(kind, requirement, ruleCount: 2)
                    made.timespan = duration
                    made.window = window
                    made.episode = Episode(keepAlive: duration, maximumDuration: duration)
                    return made
                }
                let fixture = Fixture(ruleCount: 2, correlations: correlations)
                let matches = Self.extremes.enumerated().flatMap { index, time in
                    (0..<2).map { rule in
                        fixture.match(
                            index,
                            at: time,
                            rule: rule,
                            values: [Fixture.number("\(index)"), Fixture.string("1e999")]
                        )
                    }
                }
                let outcome = fixture.run(matches, end: .max, pieceLength: 3)
                #expect(outcome == fixture.run(matches, end: .max))
                #expect(outcome.statistics.matches == matches.count)
            }
        }
    }

    /// Sums of what double precision can hardly hold are no numbers rather than nonsense.
    @Test func numbersBeyondAllBoundsHoldNothing() {
        let kinds: [Correlation.Aggregate] = [.sum, .average, .percentile(50), .percentile(100)]
        let fixture = Fixture(
            correlations: kinds.map {
                Fixture.correlation(
                    .aggregate($0, of: FieldPath("value")),
                    .thresholds([.init(.notEqual, 0)])
                )
            }
        )
        let texts = ["1.7e308", "1.7e308", "-1.7e308", "-1.7e308", "1e999", "-1e999", "NaN"]
        let matches = texts.enumerated().map { index, text in
            fixture.match(index, at: Int64(index), values: [Fixture.number(text)])
        }
        for signal in fixture.run(matches, end: 100 * Fixture.second).lines {
            #expect(!signal.contains("nan") && !signal.contains("inf"))
        }
    }

    @Test func manyGroupsOfOneMatchAreCutAndCounted() {
        var correlation = Fixture.correlation(
            .eventCount,
            Fixture.atLeast(1),
            groupBy: ["a", "b"],
            otherFields: []
        )
        correlation.isSilent = true
        let fixture = Fixture(correlations: [correlation])
        let values = (0..<100).map { Fixture.number("\($0)") }
        let outcome = fixture.run([fixture.match(1, at: 0, values: values)])
        #expect(outcome.statistics.correlations[0].firings == 1_024)
        #expect(outcome.statistics.correlations[0].groupOverflow == 100 * 100 - 1_024)
    }

    /// Matches that come late, against the interface's word, are taken as they come.
    @Test func timeNeverRunsBackwards() {
        let fixture = Fixture(
            correlations: [Fixture.correlation(.eventCount, Fixture.atLeast(2))]
        )
        let correlator = fixture.correlator()
        let executor = SerialExecutor()
        correlator.advance([fixture.match(1, at: 50)], to: 100, on: executor)
        correlator.advance([fixture.match(2, at: 10)], to: 20, on: executor)
        var signals: [CorrelationSignal] = []
        correlator.finish(at: 100, on: executor) { signals += $0 }
        #expect(signals.count == 1)
    }

    /// The cost of a match must not grow with its window.
    @Test func longWindowsOfOneGroupAreTakenInOneByOne() {
        let value = FieldPath("value")
        let kinds: [(Correlation.Kind, Correlation.Requirement)] = [
            (.eventCount, Fixture.atLeast(1e9)),
            (.valueCount([value]), Fixture.atLeast(1e9)),
            (.aggregate(.sum, of: value), Fixture.atLeast(1e18)),
            (.aggregate(.percentile(95), of: value), Fixture.atLeast(1e18)),
            (.temporalOrdered, Fixture.atLeast(3)),
        ]
        let fixture = Fixture(
            ruleCount: 2,
            correlations: kinds.map { Fixture.correlation($0, $1, ruleCount: 2) }
        )
        let count = 30_000
        let matches = (0..<count).map { number in
            fixture.match(
                number,
                at: Int64(number),
                rule: number % 2,
                values: [Fixture.number("\(number)")]
            )
        }
        let outcome = fixture.run(matches, .init(stateByteLimit: 1 << 40))
        #expect(outcome.statistics.matches == count)
    }
}
