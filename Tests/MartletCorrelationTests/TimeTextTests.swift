import MartletEngine
import Testing

@Suite struct TimeTextTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.000000001Z"),
            (-1, "1969-12-31T23:59:59.999999999Z"), (1_500_000_000, "1970-01-01T00:00:01.5Z"),
            (1_764_066_603_120_000_000, "2025-11-25T10:30:03.12Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00Z"),
            (.min, "1677-09-21T00:12:43.145224192Z"), (.max, "2262-04-11T23:47:16.854775807Z"),
        ] as [(Int64, String)]
    )
    func timesHaveAsManyDigitsAsTheyNeed(_ time: Int64, _ expected: String) {
        var text: [UInt8] = []
        TimeText.append(time, to: &text)
        #expect(String(decoding: text, as: UTF8.self) == expected)
    }
}
