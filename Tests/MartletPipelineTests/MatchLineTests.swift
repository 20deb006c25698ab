import MartletEngine
import MartletPipeline
import MartletRules
import Testing

/// Matches as lines of JSON.
@Suite struct MatchLineTests {
    private static let documents = """
        title: Many
        correlation:
            type: event_count
            rules: [base]
            group-by: [user, "ümläut \\"x\\"", n]
            timespan: 1m
            condition: {gte: 2}
        ---
        title: Base
        name: base
        logsource: {category: test}
        detection: {s: {a: b}, condition: s}
        ---
        title: Quiet
        logsource: {category: test}
        detection: {s: {a: b}, condition: s}
        martlet: {group_by: [user], window: 1m}
        ---
        title: Quiet
        logsource: {category: test}
        detection: {s: {a: b}, condition: s}
        martlet: {group_by: [user], window: 1m}
        """

    private let ruleSet: RuleSet

    init() throws {
        var loader = RuleLoader()
        loader.load(source: Array(Self.documents.utf8), file: "rules.yml")
        let loaded = loader.finish()
        try #require(!loaded.hasErrors, "\(loaded.diagnostics)")
        ruleSet = loaded.ruleSet
    }

    private func written(_ matches: [MatchRecord], names: [String]) throws -> [UInt8] {
        let sink = MemorySink()
        let writer = MatchLineWriter(ruleSet, to: sink)
        try writer.write(matches, of: names)
        writer.endInput(at: -1)
        writer.endInput(at: 1_500_000_000)
        try writer.finish(noTimeCount: 3)
        return Array(sink.text.utf8)
    }

    private func read(_ text: [UInt8], keeping: Bool = false) -> ChunkReport {
        var scanner = MatchLineScanner(ruleSet, keepsMalformedLines: keeping)
        var report = ChunkReport()
        (text + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { buffer in
            scanner.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(text.count)),
                offset: 0,
                file: "m.ndjson",
                framing: .lines,
                into: &report
            )
        }
        return report
    }

    private func value(_ text: String) -> FieldValue {
        ByteView.withBytes(Array(text.utf8)) { FieldValue(string: $0) }
    }

    private func number(_ text: String) -> FieldValue {
        ByteView.withBytes(Array(text.utf8)) { FieldValue(number: $0) }
    }

    private var matches: [MatchRecord] {
        let signal = Array("{\"x\":\"\\u001b \\\"ä\\\"\"}\n".utf8)
        let values: [[FieldValue]] = [
            [value("a"), value(""), value("\u{1B}\u{7F}\"\\\u{202E}ö\u{1F600}")],
            [value(String(repeating: "ß", count: 300)), FieldValue(true), FieldValue(false)],
            [
                number("1e400"), number("-0.5"), number(String(repeating: "9", count: 400)),
                number("1" + String(repeating: "0", count: 300) + "1"),
            ],
        ]
        return [
            match(rule: 0, time: .min / 2, input: 1, values: values),
            match(rule: 0, time: 1, input: 0, values: [[], [], []], eventID: #"a\"b\u00e9"#),
            match(rule: 1, time: 1_700_000_000_123_456_789, input: 0, signal: signal),
            match(rule: 2, time: 0, input: 2, signal: signal),
        ]
    }

    private func match(
        rule: Int,
        time: Int64,
        input: Int,
        values: [[FieldValue]] = [[]],
        eventID: String = "",
        signal: [UInt8] = []
    ) -> MatchRecord {
        MatchRecord(
            time: time,
            rule: rule,
            key: .max,
            content: 1,
            place: .init(
                input: input,
                line: 7,
                offset: 1 << 50,
                length: 12,
                eventID: Array(eventID.utf8)
            ),
            values: PackedValues(values),
            signal: signal,
            signalSplit: signal.count / 2
        )
    }

    @Test func whatIsWrittenIsRead() throws {
        let names = ["a.log", "b \"x\".log", "-"]
        let report = read(try written(matches, names: names))
        #expect(report.malformedCount == 0)
        let found = report.matches.map { match in
            var match = match
            let name = report.matchInputs[match.place.input]
            match.place.input = names.firstIndex(of: name) ?? -1
            return match
        }
        #expect(found == matches)
        #expect(report.noTimeCount == 3)
        #expect(report.lastEventTime == 1_500_000_000)
        #expect(report.endCount == 1)
        #expect(report.eventCount == 4)
    }

    @Test func rulesMayComeInAnotherOrder() throws {
        let lines = try written(matches, names: ["a", "b", "c"])
        let other = RuleSet(
            rules: Array(ruleSet.rules.dropFirst()),
            fingerprint: ruleSet.fingerprint,
            logSources: ruleSet.logSources
        )
        var scanner = MatchLineScanner(other, keepsMalformedLines: false)
        var report = ChunkReport()
        (lines + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { buffer in
            scanner.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(lines.count)),
                offset: 0,
                file: "m.ndjson",
                framing: .lines,
                into: &report
            )
        }
        #expect(report.matches.map(\.rule) == [0, 1])
        // The rule of the others is not there.
        #expect(report.malformedLines.map(\.failure) == [.notARecord, .notARecord])
    }

    /// Whatever a line holds, it is read or told of.
    @Test func damagedLinesAreToldOf() throws {
        var random = SystemRandomNumberGenerator()
        let lines = try written(matches, names: ["a.log", "b.log", "c.log"])
        for _ in 0..<3_000 {
            var damaged = lines
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: damaged.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: damaged[index] = .random(in: 0...255, using: &random)
                case 1: damaged.remove(at: index)
                default: damaged.insert(UInt8(ascii: "\n"), at: index)
                }
            }
            let report = read(damaged, keeping: true)
            #expect(report.eventCount + report.endCount + report.malformedCount >= 5 - 3)
            #expect((report.malformedCount > 0) == !report.malformedBytes.isEmpty)
        }
    }
}
