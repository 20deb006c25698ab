import MartletEngine
import MartletRules
import Testing

/// Times as events say them.
@Suite struct EventTimeTests {
    private static let parts: [EventTime.Part] = [.year, .month, .day, .hour, .minute, .week]

    private func parts(_ text: String, in timeZone: ScanOptions.TimeZone? = nil) -> [Int]? {
        let bytes = Array(text.utf8)
        let padded = Constants(bytes + [UInt8](repeating: 0x30, count: ByteView.paddingByteCount))
        return withExtendedLifetime(padded) {
            EventTime(padded.view.bytes(from: 0, count: bytes.count), in: timeZone).map { time in
                EventTimeTests.parts.map { time.value(of: $0) }
            }
        }
    }

    @Test(arguments: [
        ("2026-11-25", [2026, 11, 25, 0, 0, 48]),
        ("2026-11-25T10:11:12Z", [2026, 11, 25, 10, 11, 48]),
        ("2026-11-25t10:11:12.123456789z", [2026, 11, 25, 10, 11, 48]),
        ("2026-11-25 23:59:60", [2026, 11, 25, 23, 59, 48]),
        ("2026-11-25T23:30:00-05:00", [2026, 11, 25, 23, 30, 48]),
        ("2024-02-29T00:00:00Z", [2024, 2, 29, 0, 0, 9]),
        ("2000-02-29", [2000, 2, 29, 0, 0, 9]),
        // Weeks belong to the year of their Thursday.
        ("2027-01-01", [2027, 1, 1, 0, 0, 53]),
        ("2026-12-31", [2026, 12, 31, 0, 0, 53]),
        ("2027-01-03", [2027, 1, 3, 0, 0, 53]),
        ("2027-01-04", [2027, 1, 4, 0, 0, 1]),
        ("2024-12-30", [2024, 12, 30, 0, 0, 1]),
        ("2021-01-03", [2021, 1, 3, 0, 0, 53]),
        ("2022-01-02", [2022, 1, 2, 0, 0, 52]),
        ("0000-01-01", [0, 1, 1, 0, 0, 52]),
        ("9999-12-31", [9999, 12, 31, 0, 0, 52]),
        // 1e9 seconds are 2001-09-09T01:46:40Z.
        ("1000000000", [2001, 9, 9, 1, 46, 36]),
        ("1000000000.999", [2001, 9, 9, 1, 46, 36]),
        ("1e9", [2001, 9, 9, 1, 46, 36]),
        ("10000.000e5", [2001, 9, 9, 1, 46, 36]),
        ("1000000000000", [2001, 9, 9, 1, 46, 36]),
        ("1000000000000000", [2001, 9, 9, 1, 46, 36]),
        ("1000000000000000000", [2001, 9, 9, 1, 46, 36]),
        ("0", [1970, 1, 1, 0, 0, 1]),
        ("-0.0e5", [1970, 1, 1, 0, 0, 1]),
        ("1e-400", [1970, 1, 1, 0, 0, 1]),
        ("0e999999999999999999999", [1970, 1, 1, 0, 0, 1]),
        ("951782400", [2000, 2, 29, 0, 0, 9]),
        ("99999999999", [5138, 11, 16, 9, 46, 46]),
    ])
    func readsTimes(_ text: String, _ expected: [Int]) {
        #expect(parts(text) == expected)
    }

    @Test(arguments: [
        "", "2026-11", "2026-11-2", "2026-1-25", "26-11-25", "2026-11-25T", "2026-11-25T10",
        "2026-11-25T10:11", "2026-11-25T10:11Z", "2026-11-25T10:11:1", "2026-11-25T24:00:00Z",
        "2026-11-25T10:60:00Z", "2026-11-25T10:11:61Z", "2026-11-25T10:11:12.Z",
        "2026-11-25T10:11:12+2:00", "2026-11-25T10:11:12+0200", "2026-11-25T10:11:12+24:00",
        "2026-11-25T10:11:12+02:60", "2026-11-25T10:11:12ZZ", "2026-11-25T10:11:12 Z",
        "2026-11-25_10:11:12", " 2026-11-25", "2026-11-25 ", "2026/11/25", "2026-02-29",
        "2100-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-11-00", "2026-11-25Z",
        "-1", "-0.5", "9223372036854775808", "1e19", "1e99999999999999999999", "1_000", "0x10",
        "01", "+1", "1.", "1000000000s", "true", "٢026-11-25",
    ])
    func refusesAllElse(_ text: String) {
        #expect(parts(text) == nil)
    }

    private static let moments: [(String, Int64)] = [
        ("1970-01-01", 0), ("1970-01-01T00:00:01.5Z", 1_500_000_000),
        ("1970-01-01T00:00:00.000000001Z", 1), ("1970-01-01T00:00:00.0000000019Z", 1),
        ("1969-12-31T23:59:59.999999999Z", -1), ("1970-01-01 02:00:00+02:00", 0),
        ("1969-12-31T20:00:00-04:00", 0), ("1970-01-01T00:00:01", 1_000_000_000),
        ("1972-06-30T23:59:60Z", 78_796_800_000_000_000),
        ("2001-09-09T01:46:40.123456789Z", 1_000_000_000_123_456_789),
        ("1000000000", 1_000_000_000_000_000_000), ("1e9", 1_000_000_000_000_000_000),
        ("1000000000.123456789123", 1_000_000_000_123_456_789),
        ("1000000000123", 1_000_000_000_123_000_000),
        ("1000000000123.4567899", 1_000_000_000_123_456_789),
        ("1000000000123456", 1_000_000_000_123_456_000),
        ("1000000000123456.7899", 1_000_000_000_123_456_789),
        ("1000000000123456789", 1_000_000_000_123_456_789),
        ("1000000000123456789.9", 1_000_000_000_123_456_789),
        ("5e-3", 5_000_000), ("0.0000000019", 1), ("12.5e-10", 1), ("12.5e-1", 1_250_000_000),
        ("1e-400", 0),
    ]

    @Test(arguments: moments)
    func countsNanoseconds(_ text: String, _ expected: Int64) {
        #expect(nanoseconds(text) == expected)
        // The zone that rules see does not move the moment.
        #expect(nanoseconds(text, in: { _ in 7200 }) == expected)
    }

    @Test func momentsWithoutRoomHaveNoNanoseconds() {
        #expect(nanoseconds("1678-01-01") == -9_214_560_000_000_000_000)
        #expect(nanoseconds("1678-01-01T00:00:00+00:01") == nil)
        #expect(nanoseconds("1677-12-31T23:59:59.999Z") == nil)
        #expect(nanoseconds("2261-12-31T23:59:59.999999999Z") == 9_214_646_399_999_999_999)
        #expect(nanoseconds("2262-01-01") == nil)
        #expect(nanoseconds("99999999999") == nil)
    }

    private func nanoseconds(_ text: String, in timeZone: ScanOptions.TimeZone? = nil) -> Int64? {
        ByteView.withBytes(Array(text.utf8)) { EventTime($0, in: timeZone)?.nanoseconds }
    }

    @Test func aZoneIsThatOfTheTimeUnlessOneIsGiven() {
        let ahead: ScanOptions.TimeZone = { _ in 5 * 3600 + 1800 }
        #expect(parts("2026-12-31T23:30:00Z", in: ahead) == [2027, 1, 1, 5, 0, 53])
        #expect(parts("2026-12-31T23:30:00+05:30", in: ahead) == [2026, 12, 31, 23, 30, 53])
        #expect(parts("2026-12-31T23:30:00-05:00", in: ahead) == [2027, 1, 1, 10, 0, 53])
        #expect(parts("1000000000", in: ahead) == [2001, 9, 9, 7, 16, 36])
        // Nobody knows the zone of these.
        #expect(parts("2026-12-31T23:30:00", in: ahead) == [2026, 12, 31, 23, 30, 53])
        #expect(parts("2026-12-31", in: ahead) == [2026, 12, 31, 0, 0, 53])
    }

    @Test func aZoneIsAskedForTheMoment() {
        // Summer time from 1e9 on.
        let zone: ScanOptions.TimeZone = { $0 < 1_000_000_000 ? -3600 : 0 }
        #expect(parts("2001-09-09T01:46:39Z", in: zone) == [2001, 9, 9, 0, 46, 36])
        #expect(parts("2001-09-09T01:46:40Z", in: zone) == [2001, 9, 9, 1, 46, 36])
        #expect(parts("0", in: zone) == [1969, 12, 31, 23, 0, 1])
        #expect(parts("0000-01-01T00:30:00Z", in: zone) == [-1, 12, 31, 23, 30, 52])
    }

    @Test func testsCompareAPart() {
        func search(_ relation: ValueTest.Relation?, _ hour: Int) -> Search {
            SearchSketch.item("t", tests: .time(.hour, relation, hour))
        }
        let searches = [
            search(nil, 10), search(.less, 10), search(.lessOrEqual, 10), search(.greater, 10),
            search(.greaterOrEqual, 10),
        ]
        func matches(_ value: String) -> [Int]? {
            SearchSketch.matches(searches, #"{"t":\#(value)}"#)
        }
        #expect(matches(#""2026-11-25T10:00:00Z""#) == [0, 2, 4])
        #expect(matches(#""2026-11-25T09:59:59Z""#) == [1, 2])
        #expect(matches(#""2026-11-25T11:00:00\u005a""#) == [3, 4])
        #expect(matches("36000") == [0, 2, 4])
        #expect(matches(#"["x",null,"36000"]"#) == [0, 2, 4])
        #expect(matches("true") == [])
        #expect(matches("null") == [])
        #expect(matches("{}") == [])
    }

    @Test func theOptionReachesTheTests() {
        var options = ScanOptions()
        options.timeZone = { _ in 7200 }
        let searches = [
            SearchSketch.item("t", tests: .time(.hour, nil, 12)),
            SearchSketch.block("a", body: SearchSketch.item("t", tests: .time(.hour, nil, 12))),
        ]
        let event = #"{"t":"2026-11-25T10:00:00Z","a":[{"t":36000}]}"#
        #expect(SearchSketch.matches(searches, event) == [])
        #expect(SearchSketch.matches(searches, event, options: options) == [0, 1])
    }
}
