import MartletCLI
import Testing

/// Lines of the log of a run.
@Suite struct LogTests {
    private let time: Int64 = 1_767_225_600_007_000_000

    @Test func linesHaveThreeForms() {
        let line = LogLine(.warning, "a \"b\"")
        #expect(line.text(.text, at: time) == "2026-01-01T00:00:00.007Z warning: a \"b\"\n")
        #expect(line.text(.journal, at: time) == "<4>a \"b\"\n")
        #expect(
            line.text(.json, at: time)
                == #"{"time":"2026-01-01T00:00:00.007Z","level":"warning","message":"a \"b\""}"#
                + "\n"
        )
    }

    @Test func severalLinesStayTogether() {
        let line = LogLine(.error, "a.yml:1:1: error: b\n  c\n  ^")
        #expect(line.text(.text, at: time) == "a.yml:1:1: error: b\n  c\n  ^\n")
        #expect(line.text(.journal, at: time) == "<3>a.yml:1:1: error: b\n<3>  c\n<3>  ^\n")
        let json = line.text(.json, at: time)
        #expect(json.contains(#""message":"a.yml:1:1: error: b\u000a  c\u000a  ^""#))
    }

    @Test func repeatsAreCounted() {
        let line = LogLine(.error, "a")
        #expect(
            line.text(.text, repeats: 2, at: time)
                == "2026-01-01T00:00:00.007Z error: a (2 times more)\n"
        )
        #expect(
            line.text(.json, repeats: 2, at: time).hasSuffix(#""message":"a","repeats":2}"# + "\n")
        )
    }

    @Test func theSameIsSaidOnceASecond() {
        var repeats = LogRepeats()
        let start = ContinuousClock.now
        let (first, second) = (LogLine(.error, "a"), LogLine(.error, "b"))
        let admitted = [
            repeats.admit(first, now: start), repeats.admit(first, now: start),
            repeats.admit(second, now: start),
            repeats.admit(first, now: start + .milliseconds(900)),
        ]
        #expect(admitted == [true, false, true, false])
        let early = repeats.take(now: start + .milliseconds(999))
        #expect(early.isEmpty)
        let held = repeats.take(now: start + .seconds(1))
        #expect(held.map(\.line) == [first])
        #expect(held.map(\.count) == [2])
        let again = repeats.admit(first, now: start + .seconds(1))
        #expect(again)
    }
}
