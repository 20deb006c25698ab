import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// An event is the same in whatever it travels.
@Suite struct EnvelopeTests {
    private static let rule = #"""
        title: secrets
        id: secrets
        logsource:
            product: kubernetes
            service: audit
        detection:
            selection:
                verb: get
                level: Request
                objectRef.resource: secrets
                user.groups: "a \"b\" \\\\ c"
            condition: selection
        martlet:
            message: "{requestObject.data}"
        """#

    /// Quotes and backslashes have to survive every level.
    private static func event(_ id: String, verb: String = "get") -> String {
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"\#(id)","#
            + #""stage":"ResponseComplete","verb":"\#(verb)","user":{"username":"dana","#
            + #""groups":["a \"b\" \\ c"]},"objectRef":{"resource":"secrets"},"#
            + #""requestObject":{"data":"hidden"},"stageTimestamp":"2026-01-01T00:00:01Z"}"#
    }

    private let engine: Engine = {
        var loader = RuleLoader()
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        return Engine(loader.finish().ruleSet)
    }()

    private func outcome(_ log: String, isStrict: Bool = false) -> ScanOutcome {
        var options = ScanOptions()
        options.isStrict = isStrict
        return EngineScan.outcome(of: Array(log.utf8), with: engine, options: options)
    }

    @Test(arguments: Wrapping.all, [false, true])
    func aRuleFindsItsEventInAnyWrapping(_ wrapping: Wrapping, isStrict: Bool) {
        for lead in ["", " "] {
            let lines = [Self.event("a1"), Self.event("a2", verb: "list"), Self.event("a3")]
                .map { lead + wrapping.line($0) + "\n" }
            let outcome = outcome(lines.joined(), isStrict: isStrict)
            #expect(outcome.faults == [])
            #expect(outcome.matches.map(\.line) == [1, 3])
            #expect(outcome.eventCount == 3)
            #expect(outcome.malformedCount == 0)
            #expect(outcome.unreadableCount == 0)
            #expect(outcome.sourceCounts == [3, 0])
        }
    }

    /// The place in a signal is that of the value which holds the event, as the input has it.
    @Test(arguments: Wrapping.all)
    func theEventCanBeReadAgain(_ wrapping: Wrapping) throws {
        let line = wrapping.line(Self.event("a1"))
        let text = Array("\n\(line)\n".utf8)
        var options = ScanOptions()
        options.includesEvent = true
        let signal = try #require(
            EngineScan.signals(of: text, with: engine, options: options).first
        )
        let source = try #require(signal["source"])
        #expect(source["line"]?.integer == 2)
        #expect(source["event_id"] == .string(Array("a1".utf8)))
        #expect(signal["time"] == .string(Array("2026-01-01T00:00:01Z".utf8)))
        #expect(signal["who"]?["user"] == .string(Array("dana".utf8)))
        #expect(signal["message"] == .string(Array("[redacted]".utf8)))
        #expect(signal["event"]?["verb"] == .string(Array("get".utf8)))
        #expect(signal["event"]?["requestObject"] == .string(Array("[redacted]".utf8)))
        let offset = try #require(source["offset"]?.integer)
        let length = try #require(source["length"]?.integer)
        let place = Array(text[offset..<offset + length])
        guard place.first == UInt8(ascii: "\"") else {
            #expect(String(decoding: place, as: UTF8.self).hasPrefix("{"))
            #expect(try JSONParser.parse(place)["auditID"] == .string(Array("a1".utf8)))
            return
        }
        let wrapped = try JSONParser.parse(Array(#"{"text":"#.utf8) + place + Array("}".utf8))
        guard case .string(let inner)? = wrapped["text"] else {
            Issue.record("no string at the signal's place")
            return
        }
        #expect(String(decoding: inner, as: UTF8.self).contains("a1"))
    }

    /// A second run finds the same, also in one session.
    @Test func signalsAreDeterministic() {
        let log = Array(Wrapping.all.map { $0.line(Self.event("a1")) + "\n" }.joined().utf8)
        let first = EngineScan.signals(of: log, with: engine)
        #expect(first.count == Wrapping.all.count)
        #expect(first == EngineScan.signals(of: log, with: engine))
        #expect(Set(first.map { "\($0["id"] ?? .null)" }).count == first.count)
    }

    @Test func envelopesHaveALimit() {
        let outcome = outcome(Wrapping.tooDeep.line(Self.event("a1")))
        #expect(outcome.eventCount == 1)
        #expect(outcome.matches == [])
        #expect(outcome.sourceCounts == [0, 1])
    }

    /// Ordinary logs have a `message`, a `log` and `records` of their own.
    @Test(arguments: [
        #"{"message":"started","log":"{not json}","verb":"get"}"#,
        #"{"message":"{\"level\":\"info\"}","log":{"level":"info"}}"#,
        #"{"records":[{"a":1},{"b":"{}"}],"logEvents":[],"items":[{"kind":"Pod"}]}"#,
        #"{"records":7,"properties":{"log":null},"body":{"stringValue":true}}"#,
        #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"GET /"}}]}]}]}"#,
    ])
    func whatHoldsNoEventIsTheEvent(_ line: String) {
        for isStrict in [false, true] {
            let outcome = outcome(line, isStrict: isStrict)
            #expect(outcome.eventCount == 1)
            #expect(outcome.malformedCount == 0)
            #expect(outcome.unreadableCount == 0)
            #expect(outcome.sourceCounts == [0, 1])
        }
    }

    /// An event that has such a field is still an event.
    @Test func anEventOfTheSourceIsNoEnvelope() {
        let inner = Wrapping.quoted(Self.event("inner"))
        let line = #"{"log":\#(inner),"auditID":"a1","verb":"list","objectRef":{}}"#
        let outcome = outcome(line)
        #expect(outcome.eventCount == 1)
        #expect(outcome.matches == [])
        #expect(outcome.sourceCounts == [1, 0])
    }

    /// A collector that cuts long lines leaves texts that are no events.
    @Test func aTextThatWasCutIsNotLost() {
        let cut = Wrapping.quoted(String(Self.event("a1").dropLast(40)))
        for isStrict in [false, true] {
            let outcome = outcome(#"{"log":\#(cut),"stream":"stdout"}"#, isStrict: isStrict)
            #expect(outcome.eventCount == 1)
            #expect(outcome.malformedCount == 0)
            #expect(outcome.unreadableCount == 1)
            #expect(outcome.sourceCounts == [0, 1])
        }
    }

    /// What is in a batch beside events of the source is evaluated all the same.
    @Test func everyMemberOfABatchCounts() {
        let text = Wrapping.quoted(Self.event("a1"))
        let log = #"{"logEvents":[{"message":"up"},{"message":\#(text)},{"a":1},7,"x"]}"#
        let outcome = outcome(log)
        #expect(outcome.matches.count == 1)
        #expect(outcome.eventCount == 3)
        #expect(outcome.malformedCount == 2)
        #expect(outcome.sourceCounts == [1, 2])
    }

    @Test func strictnessReachesTheInside() {
        let twice = Self.event("a1").replacing(#""level""#, with: #""verb":"get","level""#)
        let line = Wrapping.fluentBit.line(twice)
        #expect(outcome(line).matches.count == 1)
        let strict = outcome(line, isStrict: true)
        #expect(strict.matches == [])
        #expect(strict.eventCount == 1)
        #expect(strict.unreadableCount == 1)
    }
}
