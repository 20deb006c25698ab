import MartletCLI
import Testing

@Suite struct ProgressLineTests {
    @Test func knownTotalsGivePercentAndTimeLeft() {
        var line = ProgressLine()
        line.inputByteCount = 250_000_000
        line.totalByteCount = 1_000_000_000
        line.signalCount = 1_204
        line.seconds = 2
        #expect(line.text == "25 % of 1.00 GB  125 MB/s  1,204 signals  6.00 s left")
    }

    @Test func pipesShowWhatPassed() {
        var line = ProgressLine()
        line.inputByteCount = 3_000_000
        line.seconds = 1
        #expect(line.text == "3.00 MB  3.00 MB/s  0 signals")
    }

    @Test func aFileThatGrowsStaysAtOneHundredPercent() {
        var line = ProgressLine()
        line.inputByteCount = 11
        line.totalByteCount = 10
        line.seconds = 0.1
        #expect(line.text == "100 % of 10 bytes  110 bytes/s  0 signals")
    }
}
