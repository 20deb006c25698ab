import Testing

/// Lines on which a writer that died, or forgot its line feed, left a second event.
@Suite struct SecondEventTests {
    private let folder = Fixture.folder()

    /// An event no rule matches, so that its walk may stop early, with a body behind what rules read.
    private static func longQuiet(bodyByteCount: Int) -> String {
        let body = String(repeating: #"{"name":"app","image":"nginx:1.27"},"#, count: 400)
            .prefix(bodyByteCount)
        return Fixture.quiet("q1").dropLast()
            + #","requestObject":{"note":"\#(body.replacing("\"", with: "\\\""))"}}"#
    }

    private func scan(_ line: String, isStrict: Bool) -> MartletProcess.Result {
        folder.write("torn.log", line + "\n")
        var process = MartletProcess(
            arguments: ["scan", "-r", "rules", "--stats", "stats.json", "--dead-letter", "dead"]
                + (isStrict ? ["--strict"] : []) + ["torn.log"]
        )
        process.folder = folder.path
        return process.run()
    }

    private func expectNoEvent(_ line: String, isStrict: Bool) {
        let result = scan(line, isStrict: isStrict)
        #expect(result.status == (isStrict ? 3 : 0))
        #expect(result.output.isEmpty)
        let statistics = folder.text("stats.json")
        #expect(statistics.contains(#""events": 0,"#), "\(line.utf8.count) bytes")
        #expect(statistics.contains(#""malformed": 1,"#), "\(line.utf8.count) bytes")
        #expect(folder.text("dead") == line + "\n")
    }

    @Test(arguments: [false, true], [0, 600, 3_000])
    func twoEventsOnALineAreNone(isStrict: Bool, bodyByteCount: Int) {
        let quiet = Self.longQuiet(bodyByteCount: bodyByteCount)
        expectNoEvent(quiet + Fixture.shell("s1"), isStrict: isStrict)
        expectNoEvent(quiet + Fixture.quiet("q2"), isStrict: isStrict)
        expectNoEvent(quiet + " " + Fixture.shell("s1"), isStrict: isStrict)
        expectNoEvent(quiet + "," + Fixture.shell("s1"), isStrict: isStrict)
    }

    @Test(arguments: [false, true], [300, 600, 3_000])
    func aTornEventSpoilsItsLine(isStrict: Bool, bodyByteCount: Int) {
        let quiet = Self.longQuiet(bodyByteCount: bodyByteCount)
        for lost in [1, 2, 30, 300] {
            expectNoEvent(String(quiet.dropLast(lost)) + Fixture.shell("s1"), isStrict: isStrict)
        }
    }

    @Test(arguments: [false, true])
    func theLinesAroundAreScanned(isStrict: Bool) {
        let torn = String(Self.longQuiet(bodyByteCount: 600).dropLast(300)) + Fixture.shell("s1")
        let lines = [Fixture.shell("a1"), torn, Fixture.shell("a2")].joined(separator: "\n")
        let result = scan(lines, isStrict: isStrict)
        #expect(result.lines.count == 2)
        #expect(folder.text("stats.json").contains(#""events": 2,"#))
        #expect(folder.text("dead") == torn + "\n")
    }

    /// An event that quotes another, or holds one as an object, is one event.
    @Test(arguments: [false, true])
    func anEventWithinAnEventIsNoSecondOne(isStrict: Bool) {
        let inner = Fixture.quiet("inner")
        let escaped = inner.replacing("\"", with: "\\\"")
        for value in [inner, "[\(inner),\(inner)]", "\"\(escaped)\""] {
            let line = Fixture.shell("s1").dropLast() + #","responseObject":\#(value)}"#
            let result = scan(String(line), isStrict: isStrict)
            #expect(result.status == 0)
            #expect(result.lines.count == 1)
            #expect(folder.text("stats.json").contains(#""events": 1,"#))
        }
    }
}
