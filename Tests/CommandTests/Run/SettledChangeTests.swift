import MartletCLI
import Testing

@Suite struct SettledChangeTests {
    @Test func aChangeCountsWhenTwoLooksAgree() {
        var files = SettledChange(1)
        #expect([1, 2, 3, 3].map { files.isSettled($0) } == [false, false, false, true])
    }

    @Test func whatWasTriedIsNotTriedAgain() {
        var files = SettledChange(1)
        files.take(2)
        #expect([2, 2, 3, 3].map { files.isSettled($0) } == [false, false, false, true])
    }

    @Test func whatGoesBackIsNoChange() {
        var files = SettledChange(1)
        #expect([2, 1, 1].map { files.isSettled($0) } == [false, false, false])
    }
}
