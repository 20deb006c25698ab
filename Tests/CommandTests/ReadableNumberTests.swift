import MartletCLI
import Testing

@Suite struct ReadableNumberTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345"),
    ])
    func thousandsStandApart(number: Int, text: String) {
        #expect(ReadableNumber.grouped(number) == text)
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (1.005, 1, "1.0"), (2.96, 1, "3.0"), (0.049, 2, "0.05"),
        (-0.001, 2, "0.00"), (-1.5, 1, "-1.5"), (7.5, 0, "8"), (.infinity, 2, "inf"),
    ])
    func fractionsAreRounded(number: Double, digits: Int, text: String) {
        #expect(ReadableNumber.fixed(number, fractionDigits: digits) == text)
    }

    @Test(arguments: [
        (0.0, "0.00 s"), (9.5, "9.50 s"), (12.34, "12.3 s"), (65, "1:05"), (3_723, "1:02:03"),
        (.infinity, "a long time"),
    ])
    func durationsGrowCoarser(seconds: Double, text: String) {
        #expect(ReadableNumber.duration(seconds: seconds) == text)
    }

    @Test func nounsFollowTheirCount() {
        #expect(ReadableNumber.counted(1, "event") == "1 event")
        #expect(ReadableNumber.counted(0, "event") == "0 events")
    }
}
