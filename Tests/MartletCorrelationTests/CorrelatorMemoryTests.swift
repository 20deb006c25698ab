import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// However many groups there are, memory stays within its limit, and what that costs is counted.
@Suite struct CorrelatorMemoryTests {
    private typealias Fixture = CorrelationFixture

    private static let kinds: [(Correlation.Kind, Correlation.Requirement)] = [
        (.eventCount, Fixture.atLeast(2)),
        (.eventCount, .thresholds([.init(.less, 5)])),
        (.valueCount([FieldPath("value")]), Fixture.atLeast(2)),
        (.aggregate(.sum, of: FieldPath("value")), Fixture.atLeast(5)),
        (.aggregate(.percentile(50), of: FieldPath("value")), Fixture.atLeast(5)),
        (.temporal, .inherent),
        (.temporalOrdered, Fixture.atLeast(2)),
        (.newValue([FieldPath("value")], .init(learn: 0, forget: nil)), .inherent),
        (.absence, .inherent),
    ]

    private var fixture: Fixture {
        Fixture(
            ruleCount: 2,
            correlations: Self.kinds.map { Fixture.correlation($0, $1, ruleCount: 2) }
                + [Fixture.correlation(.eventCount, Fixture.atLeast(2), over: [0, 2])]
        )
    }

    private func matches(_ count: Int, groups: Int, of fixture: Fixture) -> [MatchRecord] {
        var random = RandomSource(seed: 5)
        return (0..<count).map { number in
            fixture.match(
                number,
                at: Int64(number / 3) * 20_000_000,
                rule: random.below(2),
                user: "user \(random.below(groups))",
                values: [Fixture.number("\(random.below(9))")]
            )
        }
    }

    @Test func whatIsForgottenDependsOnTheMatchesAlone() {
        let fixture = fixture
        let matches = matches(3_000, groups: 400, of: fixture)
        let options = Correlator.Options(stateByteLimit: 300_000)
        let whole = fixture.run(matches, options)
        let evicted = whole.statistics.correlations.map(\.evictedGroups)
        #expect(evicted.reduce(0, +) > 500)
        for (pieceLength, threadCount) in [(1, 1), (7, 2), (500, 5), (3_000, 3)] {
            let pieces = fixture.run(
                matches,
                options,
                pieceLength: pieceLength,
                on: ThreadExecutor(threadCount: threadCount)
            )
            #expect(pieces == whole, "pieces of \(pieceLength)")
        }
    }

    @Test func aLimitThatIsNotReachedChangesNothing() {
        let fixture = fixture
        let matches = matches(2_000, groups: 60, of: fixture)
        let unlimited = fixture.run(matches, .init(stateByteLimit: 1 << 40))
        #expect(unlimited.signals.count > 100)
        let limited = fixture.run(matches, .init(stateByteLimit: 4 << 20))
        #expect(limited == unlimited)
    }

    /// Memory is looked at in the midst of an instant, too, which decides nothing.
    @Test func anInstantMayBeLongerThanTheWayBetweenLooks() {
        let fixture = fixture
        let matches = (0..<2_000).map { number in
            fixture.match(
                number,
                at: number < 1_900 ? 0 : 1,
                rule: number % 2,
                user: "user \(number % 10)",
                values: [Fixture.number("\(number % 7)")]
            )
        }
        let unlimited = fixture.run(matches, .init(stateByteLimit: 1 << 40))
        let limited = fixture.run(matches, .init(stateByteLimit: 2 << 20))
        #expect(limited == unlimited)
        #expect(!unlimited.signals.isEmpty)
    }

    @Test func manyGroupsStayWithinTheLimit() {
        let fixture = Fixture(
            correlations: [Fixture.correlation(.eventCount, Fixture.atLeast(2))]
        )
        let limit = 1 << 20
        let correlator = fixture.correlator(.init(stateByteLimit: limit))
        let pieceLength = 5_000
        let count = 60_000
        for start in stride(from: 0, to: count, by: pieceLength) {
            let matches = (start..<start + pieceLength).map {
                fixture.match($0, at: Int64($0), user: "user number \($0)")
            }
            correlator.advance(matches, to: Int64(start + pieceLength - 1), on: SerialExecutor())
            #expect(correlator.usedByteCount <= limit)
        }
        let counts = correlator.statistics.correlations[0]
        #expect(counts.evictedGroups > count * 9 / 10)
        #expect(counts.evictedEntries == counts.evictedGroups)
    }

    /// What groups are made of may change: keys that grow, few groups of many matches before many of
    /// one, and an instant that does not end.
    @Test func whatIsTakenStaysWithinTheLimitWhateverComes() {
        let count = 6_000
        for shape in ["growing keys", "heavy groups first", "one instant"] {
            let fixture = Fixture(
                ruleCount: 2,
                correlations: Self.kinds.map { Fixture.correlation($0, $1, ruleCount: 2) }
            )
            let limit = 4 << 20
            let correlator = fixture.correlator(.init(stateByteLimit: limit))
            let pieceLength = 1_000
            for start in stride(from: 0, to: count, by: pieceLength) {
                let matches = (start..<start + pieceLength).map { number in
                    let user =
                        switch shape {
                        case "growing keys":
                            "\(number)" + String(repeating: "x", count: number / 20)
                        case "heavy groups first":
                            number < count / 2 ? "user \(number % 7)" : "user \(number)"
                        default: "user \(number)"
                        }
                    return fixture.match(
                        number,
                        at: shape == "one instant" ? 0 : Int64(number),
                        rule: number % 2,
                        user: user,
                        values: [Fixture.number("\(number % 9)")]
                    )
                }
                let last = shape == "one instant" ? -1 : Int64(start + pieceLength - 1)
                correlator.advance(matches, to: last, on: SerialExecutor())
                #expect(correlator.heldByteCount <= limit, "\(shape) at \(start)")
            }
            let evicted = correlator.statistics.correlations.reduce(0) { $0 + $1.evictedGroups }
            #expect(evicted > count, "\(shape)")
        }
    }

    /// When everything has left its window, nothing is left of it.
    @Test func whatExpiresIsGivenBack() {
        let fixture = Fixture(
            ruleCount: 2,
            correlations: Self.kinds.map { kind, requirement in
                var kind = kind
                if case .newValue(let fields, _) = kind {
                    kind = .newValue(fields, .init(learn: 0, forget: Fixture.second))
                }
                return Fixture.correlation(kind, requirement, ruleCount: 2)
            }
        )
        let matches = matches(3_000, groups: 100, of: fixture)
        let correlator = fixture.correlator()
        let last = matches.last?.time ?? 0
        correlator.advance(
            matches.sorted(by: MatchRecord.isInOrder),
            to: last,
            on: SerialExecutor()
        )
        #expect(correlator.usedByteCount > 100_000)
        correlator.advance([], to: last + 30 * Fixture.second, on: SerialExecutor())
        #expect(correlator.usedByteCount == 0)
    }

    /// An episode is written when its group is forgotten; an open window is counted.
    @Test func whatIsForgottenIsNotLost() {
        var silentLate = Fixture.correlation(.eventCount, .thresholds([.init(.less, 2)]))
        silentLate.timespan = 1_000 * Fixture.second
        let fixture = Fixture(
            correlations: [Fixture.correlation(.eventCount, Fixture.atLeast(1)), silentLate]
        )
        let count = 2_000
        let matches = (0..<count).map { fixture.match($0, at: Int64($0), user: "user \($0)") }
        let outcome = fixture.run(matches, .init(stateByteLimit: 100_000))
        #expect(outcome.signals.count == count)
        #expect(Set(outcome.signals.map { $0.group }).count == count)
        #expect(outcome.statistics.correlations[0].evictedGroups > 1_000)
        #expect(outcome.statistics.correlations[1].undecided == count)
    }
}
