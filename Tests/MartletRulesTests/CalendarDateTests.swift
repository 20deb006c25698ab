import MartletRules
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: ["2026-11-25", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func readsDays(_ text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00",
        "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01 ", "2026-01-01T00:00", "+026-01-01",
        "２０２６-01-01",
    ])
    func refusesTheRest(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func ordersByTime() throws {
        let days = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"]
        let dates = try days.map { try #require(CalendarDate($0)) }
        #expect(dates.reversed().sorted() == dates)
    }
}
