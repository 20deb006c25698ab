import Testing

/// Which event and which rule `martlet explain` takes, and how it ends.
@Suite struct ExplainCommandTests {
    private let folder = Fixture.folder()

    private func explain(_ arguments: String..., input: String? = nil) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["explain", "-r", "rules"] + arguments)
        process.folder = folder.path
        if let input { process.input = .bytes(Array(input.utf8)) }
        return process.run()
    }

    private func signals(of log: String, _ options: String...) -> [Substring] {
        var process = MartletProcess(
            arguments: ["scan", "-q", "-r", "rules"] + options + [log]
        )
        process.folder = folder.path
        return process.run().lines
    }

    @Test func aLineOfALog() {
        let result = explain("audit.log:1")
        #expect(result.status == 0)
        #expect(
            result.text == """
                1 of 2 rules matches

                ✓ Pod Shell matches audit.log:1
                  rules/shell.yml:1
                  5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c

                ✓ condition: selection
                  ✓ selection
                    ✓ verb: create
                    ✓ objectRef.subresource: exec

                """
        )
        #expect(explain("audit.log:3").text.contains("✓ Secret Read matches audit.log:3"))
    }

    @Test func withoutAMatchTheNearestRuleComesFirst() {
        let result = explain(#"{"verb":"create","objectRef":{"resource":"pods"}}"#)
        #expect(
            result.text.hasPrefix("none of 2 rules matches; nearest is:\n\n✗ Pod Shell does not")
        )
        #expect(result.status == 0)
        let none = explain(#"{"verb":"list"}"#)
        #expect(none.status == 3)
        #expect(none.errors.contains("no part of any holds; name one with --rule"))
    }

    @Test(arguments: ["9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11", "Secret Read", "SECRET"])
    func aRuleByName(_ word: String) {
        let result = explain("--rule", word, "audit.log:1")
        #expect(result.text.hasPrefix("✗ Secret Read does not match audit.log:1\n"))
        #expect(result.text.contains("✗ objectRef.resource: secrets"))
    }

    @Test func aRuleThatIsNotThere() {
        let result = explain("--rule", "Pod Shel1", "audit.log:1")
        #expect(result.status == 3)
        #expect(result.errors.contains("did you mean 'Pod Shell'?"))
    }

    @Test func packedFilesAndArrays() {
        _ = MartletProcess.tool("/bin/gzip", folder.file("audit.log"))
        #expect(explain("audit.log.gz:5").text.contains("✓ Pod Shell matches audit.log.gz:5"))
        folder.write("array.json", "[\(Fixture.quiet("a")),\n \(Fixture.shell("b"))]\n")
        #expect(explain("array.json:2").text.contains("✓ Pod Shell matches array.json:2"))
        folder.write("pair.json", "[\(Fixture.quiet("a")), \(Fixture.shell("b"))]\n")
        #expect(explain("pair.json:1").errors.contains("the line holds 2 events; name one"))
        #expect(explain("pair.json:1:2").text.contains("✓ Pod Shell matches pair.json:1:2"))
        #expect(explain("pair.json:1:3").status == 3)
    }

    @Test func anEnvelopeIsOpened() {
        let items = "[\(Fixture.quiet("a")),\(Fixture.shell("b"))]"
        folder.write(
            "list.json",
            #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":\#(items)}"# + "\n"
        )
        #expect(explain("list.json:1").errors.contains("list.json:1:1"))
        #expect(explain("list.json:1:2").text.contains("✓ Pod Shell matches list.json:1:2"))
        let signal = signals(of: "list.json").first.map(String.init) ?? ""
        #expect(explain("-", input: signal).text.contains("✓ Pod Shell matches list.json:1\n"))
    }

    /// Where the event is a text in another object, the signal points to that text.
    @Test func aTextInAnObjectIsOpened() {
        let event = Fixture.shell("b").replacing("\"", with: "\\\"")
        folder.write("wrapped.log", "\n{\"log\":\"\(event)\\n\",\"stream\":\"stdout\"}\n")
        #expect(explain("wrapped.log:2").text.contains("✓ Pod Shell matches wrapped.log:2"))
        let signal = signals(of: "wrapped.log").first.map(String.init) ?? ""
        #expect(explain("-", input: signal).text.contains("✓ Pod Shell matches wrapped.log:2\n"))
    }

    @Test func aRuleForOtherLogsIsToldSo() {
        folder.write(
            "rules/other.yml",
            Fixture.shellRule.replacing("product: kubernetes", with: "product: windows")
                .replacing("5f3a1d1e", with: "5f3a1d1f").replacing("Pod Shell", with: "Window")
        )
        let result = explain("--rule", "Window", "audit.log:1")
        #expect(result.text.hasPrefix("✗ Window does not match audit.log:1\n"))
        #expect(result.text.contains("its logsource is not that of the event"))
        let json = explain("--rule", "Window", "--format", "json", "audit.log:1")
        #expect(json.text.contains(#""for_other_logs": true"#))
    }

    @Test func oneEventInAFileOrOnStandardInput() {
        folder.write(
            "event.json",
            "{\n  \"verb\": \"get\",\n  \"objectRef\": {\"resource\": \"secrets\"}\n}"
        )
        #expect(explain("event.json").text.contains("✓ Secret Read matches event.json"))
        let piped = explain("-", input: Fixture.shell("x") + "\n")
        #expect(piped.text.contains("✓ Pod Shell matches standard input"))
        #expect(
            explain("audit.log").errors.contains("holds 5 lines; name one, for example audit.log:1")
        )
        #expect(explain("-", input: "").errors.contains("there is no event"))
    }

    @Test func aSignalLeadsToItsEvent() {
        let lines = signals(of: "audit.log")
        folder.write("signal.json", String(lines[1]))
        let result = explain("signal.json")
        #expect(result.text.hasPrefix("✓ Secret Read matches audit.log:3\n"))
        folder.write("signals.ndjson", lines.joined(separator: "\n"))
        #expect(explain("signals.ndjson:3").text.hasPrefix("✓ Pod Shell matches audit.log:5\n"))
    }

    @Test func aSignalOfAPackedFile() {
        _ = MartletProcess.tool("/bin/gzip", folder.file("audit.log"))
        let line = String(signals(of: "audit.log.gz")[2])
        #expect(explain("-", input: line).text.hasPrefix("✓ Pod Shell matches audit.log.gz:5\n"))
    }

    @Test func aFileThatChangedIsNotBelieved() {
        folder.write("signal.json", String(signals(of: "audit.log")[1]))
        folder.write("audit.log", " " + Fixture.log)
        let result = explain("signal.json")
        #expect(result.status == 3)
        #expect(result.errors.contains("the file changed since"))
        #expect(result.text.isEmpty)
    }

    @Test(arguments: [
        ("audit.log:0", "audit.log: there is no line 0"),
        ("audit.log:99999999999999999999", "audit.log: there is no line"),
        ("audit.log:1:0", "audit.log:1: the line holds 1 event"),
        ("[{}]", "the given event: not an event: not a JSON object"),
    ])
    func whatNamesNoEvent(_ argument: String, _ problem: String) {
        let result = explain(argument)
        #expect(result.status == 3)
        #expect(result.errors.contains(problem))
    }

    /// Neither a crash nor an explanation of the signal itself.
    @Test(arguments: [
        ("\"offset\":[0-9]+", "\"offset\":9223372036854775807", "are not the event of the signal"),
        ("\"offset\":[0-9]+", "\"offset\":-1", "does not say which event it tells of"),
        ("\"length\":[0-9]+", "\"length\":null", "does not say which event it tells of"),
    ])
    func aSignalThatWasEdited(_ part: String, _ edited: String, _ problem: String) throws {
        let signal = String(signals(of: "audit.log")[1])
        folder.write("signal.json", signal.replacing(try Regex(part), with: edited))
        let result = explain("signal.json")
        #expect(result.status == 3)
        #expect(result.errors.contains(problem))
    }

    /// Names of files are there to be copied, and opened by a click.
    @Test func pathsAreNotDivided() {
        let name = String(repeating: "deep-", count: 30)
        folder.write("\(name)/audit.log", Fixture.log)
        let result = explain("--rule", "Pod Shell", "\(name)/audit.log:1")
        #expect(result.text.contains("\(name)/audit.log:1\n"))
    }

    @Test func rulesThatChangedAreTold() {
        folder.write("signal.json", String(signals(of: "audit.log")[0]))
        folder.write("rules/shell.yml", Fixture.shellRule + "\n# a comment\n")
        let result = explain("signal.json")
        #expect(result.text.hasPrefix("the rules are not those that gave the signal"))
        #expect(result.text.contains("✓ Pod Shell matches audit.log:1"))
        _ = MartletProcess.tool("/bin/rm", folder.file("rules/shell.yml"))
        #expect(explain("signal.json").errors.contains("'Pod Shell' is not among the rules"))
    }

    @Test func aSignalOfStandardInputHasNoEvent() {
        var process = MartletProcess("scan", "-q", "-r", "rules", "-")
        process.folder = folder.path
        process.input = .bytes(Array(Fixture.log.utf8))
        let line = String(process.run().lines[0])
        #expect(explain("-", input: line).errors.contains("came from standard input"))
    }

    @Test func whatCannotBeReadIsAFailure() {
        #expect(explain("nothing.log:1").status == 3)
        #expect(explain("nothing.log").errors.contains("nothing.log: cannot open"))
        #expect(explain("audit.log:6").errors.contains("there is no line 6"))
        #expect(explain("audit.log:0").status == 3)
        let malformed = explain(#"{"verb":tru}"#)
        #expect(malformed.status == 3)
        #expect(malformed.errors.contains("not an event: "))
    }

    @Test func rulesWithErrorsSetTheStatus() {
        folder.write("rules/broken.yml", Fixture.brokenRule)
        let result = explain("audit.log:1")
        #expect(result.status == 2)
        #expect(result.text.contains("✓ Pod Shell matches"))
        #expect(result.errors.contains("[M021]"))
    }

    @Test func timesAreSeenInAZone() {
        folder.write("rules/late.yml", Self.lateRule)
        let event = #"{"time":"2026-11-20T23:30:00Z"}"#
        let written = explain("--rule", "Late", event)
        #expect(written.text.contains("(the hour is 23)"))
        let moved = explain("--rule", "Late", "--time-zone", "+02:00", event)
        #expect(moved.text.hasPrefix("✓ Late matches"))
    }

    private static let lateRule = """
        title: Late
        logsource:
          product: kubernetes
        detection:
          selection:
            time|hour|lt: 6
          condition: selection
        """

    @Test func coloursAreForTerminals() {
        var process = MartletProcess(
            "-qec",
            "\(MartletProcess.binary) explain -r rules audit.log:1",
            "/dev/null"
        )
        process.program = "/usr/bin/script"
        process.environment = ["TERM=xterm", "PATH=/usr/bin:/bin", "SHELL=/bin/sh"]
        process.folder = folder.path
        #expect(process.run().text.contains("\u{1B}[32m✓\u{1B}[0m"))
        #expect(!explain("audit.log:1").text.contains("\u{1B}"))
    }
}
