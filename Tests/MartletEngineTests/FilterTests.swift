import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct FilterTests {
    private static let rules = """
        title: First filter
        logsource: {category: test}
        filter:
            rules: any
            bot: {user: bot}
            condition: not bot
        ---
        title: Second filter
        logsource: {category: test}
        filter:
            rules: [a]
            trusted: {body.spec.image: trusted}
            condition: not trusted
        ---
        title: A
        id: a
        logsource: {category: test}
        detection:
            s: {verb: create}
            condition: s
        ---
        title: B
        id: b
        logsource: {category: test}
        detection:
            s: {verb: create}
            condition: s
        """

    private func report(_ events: String) throws -> ChunkReport {
        var loader = RuleLoader()
        loader.load(source: Array(Self.rules.utf8), file: "rules.yml")
        let loaded = loader.finish()
        try #require(loaded.diagnostics.isEmpty)
        var session = Session(Engine(loaded.ruleSet), options: ScanOptions())
        var report = ChunkReport()
        let text = Array(events.utf8)
        let padded = text + Array(repeating: 0, count: 64)
        padded.withUnsafeBufferPointer { buffer in
            session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(text.count)),
                offset: 0,
                file: "events.ndjson",
                framing: .lines,
                into: &report
            )
        }
        return report
    }

    @Test func countsWhatIsHidden() throws {
        let report = try report(
            """
            {"verb":"create"}
            {"verb":"create","user":"bot"}
            {"verb":"create","body":{"spec":{"image":"trusted"}}}
            {"verb":"create","body":{"spec":{"image":"trusted"}},"user":"bot"}
            {"verb":"get","user":"bot"}
            """
        )
        #expect(report.eventCount == 5)
        #expect(report.ruleCounts == [.init(rule: 0, count: 1), .init(rule: 1, count: 2)])
        #expect(report.hiddenCounts == [.init(rule: 0, count: 3), .init(rule: 1, count: 2)])
        // Twice the first filter hid both rules; that is two events, and the second had no say.
        #expect(report.filterCounts == [.init(filter: 0, count: 2), .init(filter: 1, count: 1)])
        #expect(report.signals.count { $0 == UInt8(ascii: "\n") } == 3)
    }

    @Test func looksAtTheItemsOfAListOneByOne() throws {
        let event = #"{"kind":"Event","verb":"create"}"#
        let hidden = #"{"kind":"Event","user":"bot","verb":"create"}"#
        let report = try report(
            #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[\#(hidden),\#(event)]}"#
        )
        #expect(report.eventCount == 2)
        #expect(report.filterCounts == [.init(filter: 0, count: 1)])
        #expect(report.ruleCounts == [.init(rule: 0, count: 1), .init(rule: 1, count: 1)])
    }

    @Test func aBodyThatIsNoJSONMakesTheEventMalformed() throws {
        // No rule reads the body, but a filter does.
        let report = try report(#"{"verb":"create","body":{"spec":nothing}}"#)
        #expect(report.malformedCount == 1)
        #expect(report.signals.isEmpty)
    }

    @Test func forgetsWithTheReport() throws {
        var report = try report(#"{"verb":"create","user":"bot"}"#)
        report.reset()
        #expect(report.hiddenCounts.isEmpty && report.filterCounts.isEmpty)
    }
}
