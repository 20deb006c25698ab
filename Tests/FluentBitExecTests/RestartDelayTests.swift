import FluentBitExec
import Testing

/// How long a failing command waits.
@Suite struct RestartDelayTests {
    @Test func delaysDoubleUpToAMinute() {
        var delay = RestartDelay()
        let now = MonotonicTime.now()
        #expect(delay.allowsStart(at: now))
        let seconds = (0..<9).map { _ in delay.failed(at: now, wasUseful: false) }
        #expect(seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test func aUsefulCommandStartsAnew() {
        var delay = RestartDelay()
        let now = MonotonicTime.now()
        for _ in 0..<5 { _ = delay.failed(at: now, wasUseful: false) }
        #expect(delay.failed(at: now, wasUseful: true) == 1)
        #expect(!delay.allowsStart(at: now.adding(milliseconds: 999)))
        #expect(delay.allowsStart(at: now.adding(milliseconds: 1000)))
        #expect(delay.failed(at: now, wasUseful: false) == 2)
    }
}
