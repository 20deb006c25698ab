import Foundation
import MartletPipeline
import MartletRules
import Testing

/// The forms in which signals are sent.
@Suite struct SignalFormTests {
    private static let signal = """
        {"schema":"martlet.signal/1","id":"0d","time":"2026-11-20T10:22:13.007787123Z","rule":\
        {"id":"r-1","title":"A \\"Shell\\" in <b>","level":"high","tags":["attack.execution"],\
        "tactics":["execution"],"techniques":["T1609","T1552.007"]},"ruleset":"8c","message":\
        "lee <!channel> & co","who":{"user":"lee","groups":["a","b"]},"where":{"source_ips":\
        ["192.0.2.1","192.0.2.2"],"namespace":"shop","resource":"pods","subresource":"exec",\
        "name":"cart"},"how":{"verb":"get","status_code":101},"source":{"file":"a.log","line":3,\
        "offset":1,"length":2,"event_id":"e-1"}}
        """
    private static let line = Array(signal.utf8)

    private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func linesAndArrays() throws {
        let two = [Self.line, Array("{}".utf8)]
        #expect(
            String(decoding: RequestForm.lines.body(of: two), as: UTF8.self) == Self.signal
                + "\n{}\n"
        )
        let array = try JSONSerialization.jsonObject(with: Data(RequestForm.array.body(of: two)))
        #expect((array as? [Any])?.count == 2)
    }

    @Test func templatesAreFilled() throws {
        let template = try OutputTemplate(
            #"{"t":"{{rule.title}}","g":"{{ who.groups }}","n":"{{who.nothing}}","all":{{.}}}"#
        )
        let body = try Self.object(RequestForm.template(template).body(of: [Self.line]))
        #expect(body["t"] as? String == "A \"Shell\" in <b>")
        #expect(body["g"] as? String == "a, b")
        #expect(body["n"] as? String == "")
        #expect((body["all"] as? [String: Any])?["id"] as? String == "0d")
    }

    @Test(arguments: [
        ("{{rule.title", "'{{' has no '}}'"),
        ("{{rul.title}}", "signals have no 'rul'"),
        ("{{rule..title}}", "'{{rule..title}}' names nothing of a signal"),
        ("{{}}", "'{{}}' names nothing of a signal"),
    ])
    func mistakesInTemplatesAreTold(text: String, message: String) {
        let problem = #expect(throws: TextProblem.self) { _ = try OutputTemplate(text) }
        #expect(problem?.message == message)
    }

    @Test func slackShowsWhatHappened() throws {
        let body = try Self.object(RequestForm.slack.body(of: [Self.line, Self.line]))
        #expect(body["text"] as? String == "[high] A \"Shell\" in &lt;b&gt; and 1 more")
        let blocks = try #require(body["blocks"] as? [[String: Any]])
        #expect(blocks.count == 2)
        let block = try #require(blocks[0]["text"] as? [String: Any])
        #expect(block["verbatim"] as? Bool == true)
        #expect(
            block["text"] as? String == """
                *[high] A "Shell" in &lt;b&gt;*
                lee &lt;!channel&gt; &amp; co
                *Who* lee
                *Where* shop pods/exec cart
                *From* 192.0.2.1, 192.0.2.2
                *When* 2026-11-20T10:22:13.007787123Z
                *ATT&CK* execution, T1609, T1552.007
                *Signal* 0d
                """
        )
    }

    @Test func slackTakesNoMoreThanItsLimits() throws {
        let long = String(repeating: "&<>", count: 3_000)
        let line = Array(
            """
            {"id":"0","rule":{"title":"\(long)","level":"low"},"message":"\(long)!","who":\
            {"user":"\(long)"},"where":{"name":"\(long)"}}
            """.utf8
        )
        let many = Array(repeating: line, count: 70)
        let body = try Self.object(RequestForm.slack.body(of: many))
        let blocks = try #require(body["blocks"] as? [[String: Any]])
        #expect(blocks.count == 50)
        for block in blocks {
            let text = (block["text"] as? [String: Any])?["text"] as? String ?? ""
            #expect(text.utf16.count <= 3_000)
            #expect(!text.isEmpty)
        }
        #expect(RequestForm.slack.batchLimit == 50)
    }

    @Test func syslogMessages() {
        let form = SyslogMessage(facility: 16, host: "node 1", processID: 7)
        let message = form.message(of: Self.line, saying: Array("{}".utf8))
        #expect(
            String(decoding: message, as: UTF8.self)
                == #"<131>1 2026-11-20T10:22:13.007787Z node1 martlet 7 signal [martlet@32473 "#
                + #"id="0d" rule="r-1" title="A \"Shell\" in <b>" level="high"] {}"#
        )
        #expect(SyslogMessage.counted(Array("äb".utf8)) == Array("3 äb".utf8))
    }

    @Test(arguments: [
        ("informational", 134), ("low", 133), ("medium", 132), ("high", 131), ("critical", 130),
    ])
    func severitiesFollowLevels(level: String, priority: Int) {
        let form = SyslogMessage(facility: 16, host: "", processID: 1)
        let line = Array(#"{"time":"yesterday","rule":{"title":"a]b","level":"\#(level)"}}"#.utf8)
        let message = String(decoding: form.message(of: line, saying: []), as: UTF8.self)
        #expect(message.hasPrefix("<\(priority)>1 - - martlet 1 signal [martlet@32473 "))
        #expect(message.contains(#"title="a\]b""#))
    }

    @Test func detectionsOfOCSF() throws {
        var output: [UInt8] = []
        OCSFDetection(productVersion: "1.2.3") { 5 }.append(Self.line, to: &output)
        #expect(output.last == UInt8(ascii: "\n"))
        let record = try Self.object(output)
        #expect(record["class_uid"] as? Int == 2004)
        #expect(record["type_uid"] as? Int == 200_401)
        #expect(record["severity_id"] as? Int == 4)
        #expect(record["time"] as? Int == 1_795_170_133_007)
        #expect(record["raw_data"] as? String == Self.signal)
        let information = try #require(record["finding_info"] as? [String: Any])
        #expect(information["uid"] as? String == "0d")
        let evidence = try #require((record["evidences"] as? [[String: Any]])?.first)
        let endpoint = try #require(evidence["src_endpoint"] as? [String: Any])
        #expect(endpoint["ip"] as? String == "192.0.2.2")
        #expect(endpoint["intermediate_ips"] as? [String] == ["192.0.2.1"])
        let attacks = try #require(information["attacks"] as? [[String: [String: String]]])
        #expect(
            attacks == [
                ["tactic": ["name": "execution"]], ["technique": ["uid": "T1609"]],
                ["sub_technique": ["uid": "T1552.007"]],
            ]
        )
    }

    @Test func detectionsOfOCSFHaveATimeWhateverTheEventSays() throws {
        var output: [UInt8] = []
        let form = OCSFDetection(productVersion: "1.2.3") { 5 }
        form.append(Array(#"{"id":"0","rule":{"title":"a","level":"low"}}"#.utf8), to: &output)
        form.append(Array("{}".utf8), to: &output)
        #expect(try Self.object(output)["time"] as? Int == 5)
    }
}
