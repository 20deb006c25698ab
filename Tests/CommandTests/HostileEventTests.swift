import Testing

/// Events written by somebody who wants to fool the reader, or to get at what is hidden.
@Suite struct HostileEventTests {
    private let folder = Fixture.folder()

    private func scan(_ event: String, _ options: String...) -> MartletProcess.Result {
        folder.write("event.log", event + "\n")
        var process = MartletProcess(
            arguments: ["scan", "-q", "-r", "rules"] + options + ["event.log"]
        )
        process.folder = folder.path
        return process.run()
    }

    /// A shell opened by somebody of this name, as the name stands in JSON.
    private func shell(user: String) -> String {
        #"{"verb":"create","objectRef":{"namespace":"shop","name":"cart","subresource":"exec"},"#
            + #""user":{"username":"\#(user)"},"stageTimestamp":"2026-11-20T09:30:00.1Z"}"#
    }

    @Test(arguments: [
        (#"a\u0026b"#, "a&b"),
        (#"say \"hi\" \\ \/"#, #"say "hi" \ /"#),
        (#"é\u00e9 \ud83d\ude00"#, "éé 😀"),
        (#"\u001b[31m"#, #"\u{1b}[31m"#),
        (#"\r\n\t\b\f"#, #"\u{d}\u{a}\u{9}\u{8}\u{c}"#),
        (#"\u009b31m"#, #"\u{9b}31m"#),
        ("\u{9B}31m", #"\u{9b}31m"#),
        ("x\u{202E}y\u{7F}", #"x\u{202e}y\u{7f}"#),
        (#"\ud83d \ude00"#, #"\u{d83d} \u{de00}"#),
        (#"\ud83d\u0041"#, #"\u{d83d}A"#),
    ])
    func tablesAreReadableAndHarmless(user: String, shown: String) {
        let result = scan(shell(user: user), "--format", "table")
        let row = "2026-11-20T09:30:00  high           \(shown) opened a shell in shop/cart"
        #expect(result.lines.count == 2)
        #expect(result.lines.last.map(String.init) == row + "  event.log:1")
    }

    @Test func timesCannotSteerATerminalEither() {
        let event = #"{"verb":"create","objectRef":{"subresource":"exec"},"timestamp":"\u001b[2J"}"#
        #expect(scan(event, "--format", "table").text.contains(#"\#n\u{1b}[2J            high"#))
    }

    @Test(arguments: [[], ["--include-event"]])
    func signalsHoldNoRawControls(options: [String]) {
        folder.write("event.log", shell(user: "\u{9B}31m\u{7F}\u{202E}\u{2028}é") + "\n")
        var process = MartletProcess(
            arguments: ["scan", "-q", "-r", "rules", "event.log"] + options
        )
        process.folder = folder.path
        let text = process.run().text
        #expect(text.contains(#""user":"\u009b31m\u007f\u202e\u2028é""#))
        #expect(
            text.unicodeScalars.allSatisfy {
                $0 == "\n" || !"\u{9B}\u{7F}\u{202E}\u{2028}".unicodeScalars.contains($0)
            }
        )
        #expect(text.contains(#""event":{"#) == !options.isEmpty)
    }

    @Test func contextIsCut() {
        let long = String(repeating: "x", count: 100_000)
        let groups = String(repeating: #","","a""#, count: 10_000)
        let event = shell(user: long).dropLast(1) + #","sourceIPs":["b"\#(groups)]}"#
        let result = scan(String(event))
        #expect(result.lines.count == 1)
        #expect(result.text.contains(#"xxx…","#) || result.text.contains(#"xxx…"}"#))
        #expect(result.output.count < 60_000)
    }

    /// What decides may stand behind a body of megabytes, which others cut or drop.
    @Test func largeEventsAreRead() {
        let body = String(repeating: #"{"name":"x","image":"y"},"#, count: 100_000)
        let event =
            #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","requestObject":{"items":[\#(body)0]},"#
            + #""verb":"create","objectRef":{"subresource":"exec"}}"#
        #expect(event.utf8.count > 2 << 20)
        folder.write("event.log", "\(Fixture.shell("a"))\n\(event)\n\(Fixture.shell("b"))\n")
        for options in [[], ["--strict"]] {
            var process = MartletProcess(
                arguments: ["scan", "-q", "-r", "rules", "event.log"] + options
            )
            process.folder = folder.path
            #expect(process.run().lines.count == 3)
        }
    }

    private static let secretBodies = [
        #""objectRef":{"resource":"secrets"},"requestObject":{"data":{"key":"c2Vj"}}"#,
        #""objectRef":{"resource":"secret\u0073"},"requestObject":{"data":{"key":"c2Vj"}}"#,
        #""objectRef":{"resource":"pods"},"requestObject":{"data":{"key":"c2Vj"}},"objectRef":{"resource":"secrets"}"#,
        #""requestObject":{"data":{"key":"c2Vj"}},"objectRef":{"resource":"secrets"},"requestObject":{"data":{"key":"c2Vj"}}"#,
        #""objectRef":{"resource":"secrets"},"requestObject":{"data":{"key":["c2Vj",737373]}}"#,
        #""objectRef":{"resource":"secrets"},"requestObject":"c2Vj","responseObject":"c2Vj""#,
        #""objectRef":{"resource":"serviceaccounts","subresource":"token"},"requestObject":{"data":{"key":"c2Vj"}}"#,
        #""objectRef":{"resource":"configmaps"},"requestObject":{"data":{"key":"c2Vj"}}"#,
    ]

    /// Neither in messages, nor as evidence, nor in the event, nor in a table.
    @Test(arguments: secretBodies)
    func secretsStaySecret(body: String) {
        folder.write(
            "rules/secret.yml",
            """
            title: Secret Written
            logsource:
              product: kubernetes
            detection:
              written:
                verb: create
              value:
                requestObject.data.key|contains: c2V
              number:
                requestObject.data.key: 737373
              text:
                requestObject|startswith: c2V
              word:
                - c2Vj
              condition: written or value or number or text or word
            martlet:
              message: "wrote {requestObject.data.key} and {requestObject}"
            """
        )
        let event = #"{"verb":"create",\#(body)}"#
        for options in [[], ["--include-event"], ["--format", "table"]] {
            folder.write("event.log", event + "\n")
            var process = MartletProcess(
                arguments: ["scan", "-q", "-r", "rules", "event.log"] + options
            )
            process.folder = folder.path
            let text = process.run().text
            #expect(text.contains("wrote "))
            #expect(text.contains("[redacted]"))
            #expect(!text.contains("c2Vj"))
            #expect(!text.contains("737373"))
        }
    }
}
