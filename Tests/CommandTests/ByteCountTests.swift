import MartletCLI
import MartletRules
import Testing

@Suite struct ByteCountTests {
    @Test(arguments: [
        ("1", 1), ("65536", 65_536), ("64k", 65_536), ("64KiB", 65_536), ("2MiB", 2_097_152),
        ("1g", 1_073_741_824), ("64MB", 64_000_000), ("3kB", 3_000), ("12B", 12),
    ])
    func sizesAreRead(argument: String, bytes: Int) {
        #expect(ByteCount(text: argument)?.bytes == bytes)
    }

    @Test(arguments: [
        "", "0", "-1", "MiB", "1.5MiB", "1 MiB", "1TiB", "9223372036854775807k",
        "99999999999999999999",
        "１２",
    ])
    func otherTextIsNoSize(argument: String) {
        #expect(ByteCount(text: argument) == nil)
    }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1_000, "1.00 kB"), (402_317, "402 kB"),
        (999_600, "1.00 MB"), (12_345_678, "12.3 MB"), (1_073_741_824, "1.07 GB"),
    ])
    func sizesAreWrittenWithThreeDigits(bytes: Int, text: String) {
        #expect(ByteCount(bytes).description == text)
    }

    @Test func ratesSurviveNoTimeAtAll() {
        #expect(ByteCount(5_000_000).rate(overSeconds: 2) == "2.50 MB/s")
        #expect(ByteCount(0).rate(overSeconds: 0) == "0 bytes/s")
    }
}
