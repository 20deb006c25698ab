import MartletPipeline
import Testing

/// When what failed is tried again.
@Suite struct RetryScheduleTests {
    private let start = ContinuousClock.now

    @Test func delaysDoubleUpToALimit() {
        var schedule = RetrySchedule(limit: nil)
        var delays: [Duration] = []
        for _ in 0..<40 {
            guard case .retry(let time) = schedule.fail(at: start, chance: 1) else { break }
            delays.append(time - start)
        }
        #expect(
            delays.prefix(4) == [
                .milliseconds(200), .milliseconds(400), .milliseconds(800), .milliseconds(1_600),
            ]
        )
        #expect(delays.last == RetrySchedule.longestDelay)
        #expect(delays.count == 40)
    }

    @Test(arguments: [0, 0.25, 1])
    func chanceSpreadsThem(chance: Double) {
        var schedule = RetrySchedule(limit: nil)
        let decision = schedule.fail(at: start, chance: chance)
        #expect(decision == .retry(at: start + .milliseconds(200) * (0.5 + 0.5 * chance)))
    }

    @Test(arguments: [(1, 1), (60, 60), (86_400, 300)])
    func aServerMayAskForPatienceWithinReason(asked: Int, seconds: Int) {
        var schedule = RetrySchedule(limit: nil)
        let decision = schedule.fail(at: start, asked: .seconds(asked), chance: 0)
        #expect(decision == .retry(at: start + .seconds(seconds)))
    }

    @Test func whatFailedForLongEnoughIsGivenUp() {
        var schedule = RetrySchedule(limit: .seconds(10))
        #expect(schedule.fail(at: start, chance: 1) != .giveUp)
        // The last try is at the limit, however long the delay would be.
        let late = start + .seconds(9)
        #expect(
            schedule.fail(at: late, asked: .seconds(60), chance: 1)
                == .retry(at: start + .seconds(10))
        )
        let end = start + .seconds(10)
        #expect(!schedule.hasGivenUp(at: start + .seconds(5)))
        #expect(schedule.fail(at: end, chance: 0) == .giveUp)
        // What comes then is given up without a try, until the next one is due.
        #expect(schedule.hasGivenUp(at: end))
        #expect(!schedule.hasGivenUp(at: end + RetrySchedule.longestDelay))
        #expect(schedule.succeed() == start)
        #expect(schedule.succeed() == nil)
        #expect(!schedule.hasGivenUp(at: end))
    }
}
