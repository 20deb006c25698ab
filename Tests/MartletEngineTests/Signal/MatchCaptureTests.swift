import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What a session takes from events for correlations.
@Suite struct MatchCaptureTests {
    private static let documents = """
        log_source: shop
        admits: {category: test}
        recognize: {kind: shop}
        time: [at, seen]
        id: name
        duplicate: [request, part]
        redact:
            - fields: [body]
              when: {secret: true}
        envelopes:
            - {name: batch, events: entries, when: {kind: batch}}
            - {name: shipper, events: log}
        ---
        title: Writes
        id: writes
        logsource: {category: test}
        detection:
            s: {verb: write}
            many: {n|gte: 10}
            condition: s
        ---
        title: All
        id: all
        logsource: {category: test}
        detection:
            s: {verb|exists: true}
            condition: s
        """

    /// The rules, of which the first is correlated by three fields.
    private func ruleSet(_ change: (inout [Rule]) -> Void = { _ in }) throws -> RuleSet {
        var loader = RuleLoader()
        loader.load(source: Array(Self.documents.utf8), file: "rules.yml")
        let loaded = loader.finish()
        try #require(!loaded.hasErrors, "\(loaded.diagnostics)")
        var rules = loaded.ruleSet.rules
        change(&rules)
        let fields = ["user", "n", "body.x"].map { FieldPath($0) }
        let correlation = Correlation(
            metadata: RuleMetadata(
                title: "Many",
                level: .high,
                location: SourceLocation(file: "rules.yml", line: 1, column: 1)
            ),
            kind: .eventCount,
            references: [
                .init(text: "writes", target: .rule(0), fields: fields.map { FieldReference($0) })
            ],
            groupBy: fields,
            fields: fields,
            requirement: .thresholds([.init(.greaterOrEqual, 2)]),
            timespan: 1
        )
        return RuleSet(
            rules: rules,
            correlations: [correlation],
            fingerprint: "00ff00ff00ff00ff",
            logSources: loaded.ruleSet.logSources
        )
    }

    private func report(
        _ text: String,
        _ ruleSet: RuleSet,
        file: String = "a.log",
        framing: Session.Framing = .lines,
        options: ScanOptions = ScanOptions()
    ) -> ChunkReport {
        var session = Session(Engine(ruleSet), options: options)
        var report = ChunkReport()
        let bytes = Array(text.utf8)
        (bytes + Array(repeating: 0x7D, count: 64)).withUnsafeBufferPointer { buffer in
            session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(bytes.count)),
                offset: 0,
                file: file,
                framing: framing,
                into: &report
            )
        }
        return report
    }

    private func event(_ members: String, verb: String = "write") -> String {
        #"{"kind":"shop","verb":"\#(verb)",\#(members)}"# + "\n"
    }

    private func texts(_ values: [FieldValue]) -> [String] {
        values.map { String(decoding: $0.text, as: UTF8.self) }
    }

    @Test func takesWhatCorrelationsAsk() throws {
        let text =
            "\n" + event(#""at":"1970-01-01T00:00:00.5Z","user":["b","a","b",null,{}],"n":1.0"#)
            + event(#""at":2,"user":"\u0061","name":"x","n":[["1",1,true]]"#, verb: "read")
            + event(#""at":2,"user":"\u0061","name":"x","n":[["1",1,true]]"#)
        var report = report(text, try ruleSet())
        #expect(report.eventCount == 3)
        #expect(report.matches.map(\.rule) == [0, 0])
        let matches = report.takeMatches(input: 3, lineBase: 10)
        #expect(matches.map(\.time) == [500_000_000, 2_000_000_000])
        #expect(matches[0].values.map(texts) == [["b", "a"], ["1"], []])
        #expect(matches[1].values.map(texts) == [["a"], ["1", "1", "true"], []])
        #expect(matches[1].values[1].map(\.kind) == [.string, .number, .boolean])
        #expect(matches.map(\.place.line) == [12, 14])
        #expect(matches.map(\.place.input) == [3, 3])
        #expect(matches[0].place.offset == 1)
        #expect(matches[1].place.eventID == Array("x".utf8))
        #expect(matches[0].signal.isEmpty)
        #expect(report.matches.isEmpty)
        // Signals are as they were.
        #expect(report.signalCounts.map(\.rule) == [0, 1])
        #expect(report.signalCounts.map(\.count) == [2, 3])
    }

    /// Few values are compared with each other, more by a table; their number takes two bytes.
    @Test(arguments: [2, 15, 16, 17, 127, 128, 200]) func eachValueCountsOnce(_ count: Int) throws {
        let long = String(repeating: "ü", count: 300)
        let names = (0..<count).map { $0 == 1 ? long : "name-\($0)" }
        let list = (names + names.reversed()).map { "\"\($0)\"" }.joined(separator: ",")
        let report = report(event(#""at":1,"n":[7,7.0],"user":[\#(list)]"#), try ruleSet())
        let values = try #require(report.matches.first?.values)
        let expected = names.map { name in
            ByteView.withBytes(Array(name.utf8)) { FieldValue(string: $0) }
        }
        #expect(values[0] == expected)
        #expect(texts(values[1]) == ["7"])
    }

    @Test func theFirstFieldWithATimeCounts() throws {
        let text =
            event(#""at":"soon","seen":7"#) + event(#""at":null,"seen":["x",8]"#)
            + event(#""at":"later""#) + event(#""at":"1600-01-01","seen":"\u0039""#)
        let report = report(text, try ruleSet())
        #expect(report.matches.map(\.time) == [7, 8, 9].map { $0 * 1_000_000_000 })
        #expect(report.noTimeCount == 1)
        #expect(report.lastEventTime == 9_000_000_000)
    }

    @Test func eventsOfOneRequestHaveOneKey() throws {
        func keys(_ members: String..., file: String = "a.log") throws -> [UInt64] {
            let text = members.map { event(#""at":1,"# + $0) }.joined()
            return report(text, try ruleSet(), file: file).matches.map(\.key)
        }
        let same = try keys(
            #""request":"r","part":1,"stage":"a""#,
            #""part":1.0,"request":"\u0072","stage":"b""#
        )
        #expect(same[0] == same[1])
        let different = try keys(
            #""request":"r","part":1"#,
            #""request":"r","part":2"#,
            #""request":"r""#,
            #""request":"R","part":1"#,
            #""request":"r","part":"1""#,
            #""request":"r1""#,
            #""part":1"#,
            #""part":1"#
        )
        #expect(Set(different).count == 8)
        let alone = try keys(#""part":1"#)
        #expect(try keys(#""part":1"#) == alone)
        #expect(try keys(#""part":1"#, file: "b.log") != alone)
    }

    @Test func whatIsHiddenIsOneValue() throws {
        let text =
            event(#""at":1,"secret":true,"body":{"x":["p","q"]}"#)
            + event(#""at":1,"secret":false,"body":{"x":["p","q"]}"#)
        let report = report(text, try ruleSet())
        #expect(report.matches.map { texts($0.values[2]) } == [["[redacted]"], ["p", "q"]])
    }

    @Test func silentRulesGiveNoSignals() throws {
        let ruleSet = try ruleSet { $0[0].isSilent = true }
        let report = report(event(#""at":1"#) + event(#""user":"a""#), ruleSet)
        #expect(report.matches.count == 1)
        #expect(report.noTimeCount == 1)
        #expect(report.ruleCounts == [.init(rule: 0, count: 2), .init(rule: 1, count: 2)])
        #expect(report.signalCounts == [.init(rule: 1, level: .medium, count: 2)])
    }

    @Test func quietSignalsWaitInTheirMatches() throws {
        let ruleSet = try ruleSet { rules in
            rules[1].quieting = Quieting(
                groupBy: [FieldReference(FieldPath("user"))],
                episode: Episode(keepAlive: 1)
            )
        }
        var options = ScanOptions()
        options.includesEvent = true
        let text = event(#""user":"a""#, verb: "x") + event(#""at":1,"user":"a""#, verb: "x")
        var report = report(text, ruleSet, options: options)
        #expect(report.signalCounts == [.init(rule: 1, level: .medium, count: 1)])
        #expect(report.noTimeCount == 1)
        let match = try #require(report.takeMatches(input: 0, lineBase: 98).first)
        let signal = try JSONParser.parse(Array(match.signal.dropLast()))
        #expect(match.signal.last == 0x0A)
        #expect(signal["source"]?["line"]?.integer == 100)
        #expect(signal["rule"]?["id"] == .string(Array("all".utf8)))
        let rest = String(decoding: match.signal[match.signalSplit...], as: UTF8.self)
        #expect(rest.hasPrefix(#","event":{"#))
        #expect(match.signal[match.signalSplit - 1] == UInt8(ascii: "}"))
    }

    @Test func theEventDecidesTheLevel() throws {
        let ruleSet = try ruleSet { rules in
            rules[0].severityCases = [
                SeverityCase(.condition(.not(.selection(0))), level: .informational),
                SeverityCase(.condition(.selection(1)), level: .critical),
            ]
        }
        let text = event(#""at":1,"n":9"#) + event(#""at":1,"n":10"#)
        let report = report(text, ruleSet)
        #expect(report.signalCounts.filter { $0.rule == 0 }.map(\.level) == [.medium, .critical])
        let signals = String(decoding: report.signals, as: UTF8.self)
        #expect(signals.contains(#""title":"Writes","level":"critical""#))
        #expect(signals.contains(#""title":"Writes","level":"medium""#))
    }

    private static let ends: [(String, Int64?)] = [
        ("", nil), ("{broken\n", nil),
        (#"{"kind":"shop","at":5}"#, 5),
        (#"{"kind":"shop","at":5}\#n\#n{broken\#n \#n"#, 5),
        (#"{"kind":"shop","at":5}\#n{"kind":"shop"}"#, nil),
        (
            #"{"kind":"shop","at":5}\#n{"other":1,"@timestamp":"1970-01-01T00:00:04Z"}"#, 4
        ),
        (
            #"{"kind":"batch","entries":[{"kind":"shop","at":9},{"kind":"shop","at":6},7]}"#, 6
        ),
        (#"{"log":"{\"kind\":\"shop\",\"at\":8}"}"#, 8),
        (#"{"kind":"batch","entries":[{"log":"{\"kind\":\"shop\",\"at\":7}"}]}"#, 7),
    ]

    @Test(arguments: ends)
    func theLastEventTellsTheEnd(_ text: String, _ seconds: Int64?) throws {
        let report = report(text, try ruleSet())
        #expect(report.lastEventTime == seconds.map { $0 * 1_000_000_000 })
    }

    @Test func theLastEventOfAnArrayTellsTheEnd() throws {
        let text = #"[{"kind":"shop","at":2}, {"kind":"shop","at":1} , 5]"#
        let ranges = [1..<23, 25..<47, 50..<51]
        let report = report(text, try ruleSet(), framing: .elements(ranges))
        #expect(report.lastEventTime == 1_000_000_000)
        #expect(report.eventCount == 2)
        #expect(report.malformedCount == 1)
    }

    @Test func nothingIsTakenWithoutNeed() throws {
        let ruleSet = try ruleSet()
        let plain = RuleSet(
            rules: ruleSet.rules,
            fingerprint: ruleSet.fingerprint,
            logSources: ruleSet.logSources
        )
        let report = report(event(#""at":1"#), plain)
        #expect(report.matches.isEmpty)
        #expect(report.lastEventTime == nil)
        #expect(report.signalCounts.count == 2)
    }

    @Test func aFieldThatCannotBeReadMakesTheEventNone() throws {
        let report = report(event(#""at":1,"user":"\x""#) + event(#""at":1"#), try ruleSet())
        #expect(report.malformedCount == 1)
        #expect(report.matches.count == 1)
        #expect(report.eventCount == 1)
    }
}
