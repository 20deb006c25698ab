import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What a scan makes of derived fields beside matches: signals, limits, and what is hidden.
@Suite struct DerivedFieldTests {
    private static let source = #"""
        log_source: shop
        admits: {product: shop}
        recognize: {uri|exists: true}
        derive:
            query: {query: uri}
            patch: {json_patch: body}
        signal:
            how:
                command: {field: query.command, form: list}
                first: query.command[0]
        redact:
            - fields: [body, link.secret]
              when: {secret: true}
        """#

    private func engine(_ items: String, message: String = "m") throws -> Engine {
        var loader = RuleLoader()
        loader.load(source: Array(Self.source.utf8), file: "source.yml")
        let rule = """
            title: t
            id: 7d1b6d3c-6c1e-4f0e-9a52-0f6d5a6d2c11
            logsource: {product: shop}
            detection:
                s: \(items)
                condition: s
            martlet:
                message: "\(message)"
            """
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        let loaded = loader.finish()
        try #require(loaded.diagnostics.filter { $0.severity == .error } == [])
        return Engine(loaded.ruleSet)
    }

    private func report(_ engine: Engine, _ log: String, isStrict: Bool = false) -> ChunkReport {
        var options = ScanOptions()
        options.isStrict = isStrict
        options.includesEvent = true
        var session = Session(engine, options: options)
        var report = ChunkReport()
        let text = Array(log.utf8)
        // SAFETY: the array outlives the call and has the 64 bytes of padding that it asks for.
        unsafe (text + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { buffer in
            unsafe session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(text.count)),
                offset: 0,
                file: "x",
                framing: .lines,
                into: &report
            )
        }
        return report
    }

    private func signals(_ engine: Engine, _ log: String) -> String {
        String(decoding: report(engine, log).signals, as: UTF8.self)
    }

    @Test func signalsShowWhatIsDerived() throws {
        let engine = try engine("{query.command: id}", message: "{query.command} of {query.tty}")
        let signals = signals(engine, #"{"uri":"/?command=s%22h&command=id","body":[1]}"#)
        #expect(signals.contains(#""message":"s\"h, id of -""#))
        #expect(signals.contains(#""how":{"command":["s\"h","id"],"first":"s\"h"}"#))
        #expect(signals.contains(#"{"selection":"s","field":"query.command","value":"id"}"#))
        #expect(
            signals.hasSuffix(#""event":{"uri":"/?command=s%22h&command=id","body":[1]}}"# + "\n")
        )
    }

    /// The objects are made for the evidence alone, after the event was copied for the match.
    @Test func evidenceMayDeriveMore() throws {
        let filler = String(repeating: "x", count: 9000)
        let engine = try engine("{query.a: 1, patch.b|contains: y}", message: "{patch.b}")
        let event = #"{"uri":"/?a=1","body":[{"op":"add","path":"/b","value":"y\#(filler)"}]}"#
        let signals = signals(engine, event + "\n" + event)
        #expect(signals.split(separator: "\n").count == 2)
        #expect(signals.split(separator: "\n").allSatisfy { $0.hasSuffix(#""event":\#(event)}"#) })
    }

    @Test func whatIsMadeOfHiddenFieldsIsHidden() throws {
        let body = #""body":[{"op":"add","path":"/b","value":"token"}]"#
        let engine = try engine("{patch.b: token, uri: /}", message: "{patch.b}")
        let hidden = signals(engine, #"{"uri":"/","secret":true,\#(body)}"#)
        #expect(!hidden.contains("token"))
        #expect(hidden.contains(#""message":"[redacted]""#))
        #expect(hidden.contains(#""event":{"uri":"/","secret":true,"body":"[redacted]"}"#))
        let shown = signals(engine, #"{"uri":"/","secret":false,\#(body)}"#)
        #expect(shown.contains(#""message":"token""#))
    }

    @Test func whatALimitLeavesOutIsCounted() throws {
        let engine = try engine("{query.z: 1}")
        let many = Array(repeating: "a=1", count: 10_000).joined(separator: "&")
        #expect(report(engine, #"{"uri":"/?\#(many)"}"#).curtailedCount == 0)
        let cut = report(engine, #"{"uri":"/?\#(many)&z=1"}"#)
        #expect(cut.curtailedCount == 1)
        #expect(cut.ruleCounts.isEmpty)
        let first = report(engine, #"{"uri":"/?z=1&\#(many)"}"#)
        #expect(first.curtailedCount == 1)
        #expect(first.ruleCounts.count == 1)
    }

    @Test func patchesHaveALimitOfOperationsAndSteps() throws {
        let engine = try engine("{patch.z: 1}")
        let many = Array(repeating: #"{"op":"test"}"#, count: 9_999).joined(separator: ",")
        let last = #"{"op":"add","path":"/z","value":1}"#
        let all = report(engine, #"{"uri":"/","body":[\#(many),\#(last)]}"#)
        #expect(all.curtailedCount == 0)
        #expect(all.ruleCounts.count == 1)
        let cut = report(engine, #"{"uri":"/","body":[{},\#(many),\#(last)]}"#)
        #expect(cut.curtailedCount == 1)
        #expect(cut.ruleCounts.isEmpty)
        let steps = String(repeating: "/a", count: 65)
        let deep = report(
            engine,
            #"{"uri":"/","body":[{"op":"add","path":"\#(steps)","value":1},\#(last)]}"#
        )
        #expect(deep.curtailedCount == 1)
        #expect(deep.ruleCounts.count == 1)
    }

    /// What no rule asks for is not made, so nothing is left out of it.
    @Test func nothingIsMadeUnlessARuleAsks() throws {
        let engine = try engine("{kind: x, query.z: 1}")
        let many = Array(repeating: "a=1", count: 10_001).joined(separator: "&")
        #expect(report(engine, #"{"kind":"y","uri":"/?\#(many)"}"#).curtailedCount == 0)
        #expect(report(engine, #"{"kind":"x","uri":"/?\#(many)"}"#).curtailedCount == 1)
    }

    /// Values nested too deep for any stack, and thousands of members, are no trouble.
    @Test func hostilePatchesAreRead() throws {
        let engine = try engine("{patch.a.b: 1}")
        let open = String(repeating: "[", count: 100_000)
        let close = String(repeating: "]", count: 100_000)
        let value = #"{"op":"add","path":"/a","value":{"x":\#(open)\#(close)}}"#
        let more = #"{"op":"add","path":"/a/b","value":1}"#
        #expect(report(engine, #"{"uri":"/","body":[\#(value),\#(more)]}"#).ruleCounts.count == 1)
        let wide = (0..<9_000).map { #"{"op":"add","path":"/a/k\#($0)","value":\#($0)}"# }
        let body = (wide + [more]).joined(separator: ",")
        #expect(report(engine, #"{"uri":"/","body":[\#(body)]}"#).ruleCounts.count == 1)
    }

    @Test func whatIsNotSoundIsNoEvent() throws {
        let query = try engine("{query.a: 1}")
        #expect(report(query, #"{"uri":"/?a=1\x"}"#).malformedCount == 1)
        let patch = try engine("{patch.a: 1}")
        let report = report(patch, #"{"uri":"/","body":[{"op" "add"}]}"#)
        #expect(report.malformedCount == 1)
        #expect(report.ruleCounts.isEmpty)
    }

    /// A rule that could not match for want of a derived field is blind.
    @Test func fieldsThatNeverOccurAreKnown() throws {
        let engine = try engine("{query.a: 1}")
        var session = Session(engine, options: ScanOptions())
        _ = EngineScan.outcome(of: Array(#"{"uri":"/"}"#.utf8), in: &session)
        let status = engine.status(
            ofRule: 0,
            matchCount: 0,
            observations: session.notes.observations
        )
        guard case .blind(let missing) = status else {
            Issue.record("the rule is not blind")
            return
        }
        #expect(missing.map(\.description) == ["query.a"])
    }
}
