import Testing

@Suite struct ScanCommandTests {
    private let folder = Fixture.folder()

    private func scan(_ arguments: String...) -> MartletProcess {
        var process = MartletProcess(arguments: ["scan", "-r", "rules"] + arguments)
        process.folder = folder.path
        return process
    }

    @Test func signalsGoToOutputAndTheSummaryToErrors() {
        let result = scan("audit.log").run()
        #expect(result.status == 0)
        #expect(result.lines.count == 3)
        #expect(result.lines.allSatisfy { $0.hasPrefix(#"{"schema":"martlet.signal/1","id":""#) })
        #expect(result.lines.first?.contains("dana opened a shell in shop/cart-0") == true)
        #expect(result.errors.contains("5 events"))
        #expect(result.errors.contains("3 signals: 2 high, 1 low"))
        #expect(result.errors.contains("2 rules: 2 active, 0 never matched, 0 blind, 0 rejected"))
        #expect(!result.errors.contains("\r"))
    }

    @Test func quietSaysNothing() {
        let result = scan("-q", "audit.log").run()
        #expect(result.status == 0)
        #expect(result.lines.count == 3)
        #expect(result.errors.isEmpty)
    }

    @Test func standardInputIsReadWithoutAnArgument() {
        var process = scan()
        process.input = .bytes(Array(Fixture.log.utf8))
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.lines.count == 3)
        #expect(result.text.contains(#""source":{"file":"-","line":1,"offset":0,"#))
    }

    @Test func outputFilesTakeTheSignals() {
        let result = scan("-o", "signals.ndjson", "audit.log").run()
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(folder.text("signals.ndjson") == scan("-q", "audit.log").run().text)
    }

    @Test func rulesBelowTheMinimumAreLeftOut() {
        let result = scan("--min-level", "high", "audit.log").run()
        #expect(result.lines.count == 2)
        #expect(result.errors.contains("1 rule: 1 active"))
        let none = scan("--min-level", "critical", "audit.log").run()
        #expect(none.status == 2)
        #expect(none.errors.contains("--min-level"))
    }

    @Test func includeEventPutsTheEventLast() {
        let result = scan("--include-event", "audit.log").run()
        let event = Fixture.shell("a1")
        #expect(result.lines.first?.hasSuffix(#","event":\#(event)}"#) == true)
    }

    @Test(arguments: [("low", 1), ("high", 1), ("critical", 0)])
    func failOnSetsTheStatus(level: String, status: Int32) {
        let result = scan("--fail-on", level, "audit.log").run()
        #expect(result.status == status)
        #expect(result.lines.count == 3)
    }

    @Test func blindRulesAreTold() {
        folder.write("rules/network.yml", Fixture.blindRule)
        let result = scan("audit.log").run()
        #expect(result.status == 0)
        #expect(
            result.errors.contains(
                "blind          Host Network: requestObject.spec.hostNetwork never occurred"
            )
        )
    }

    @Test func tablesHaveARowForEachSignal() {
        let result = scan("--format", "table", "audit.log").run()
        #expect(result.status == 0)
        #expect(result.text.contains("dana opened a shell in shop/cart-0"))
        #expect(!result.text.contains("\u{1B}"))
        #expect(!result.text.contains("martlet.signal/1"))
    }

    @Test func foldersAreScannedInNaturalOrder() {
        folder.write("logs/audit-10.log", Fixture.shell("ten") + "\n")
        folder.write("logs/audit-9.log", Fixture.shell("nine") + "\n")
        let result = scan("-q", "logs").run()
        #expect(result.status == 0)
        #expect(result.lines.count == 2)
        #expect(result.lines.first?.contains("logs/audit-9.log") == true)
    }

    @Test func emptyFilesAreNoError() {
        folder.write("empty.log", "")
        let result = scan("empty.log").run()
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("0 events"))
        #expect(result.errors.contains("no signals"))
    }

    @Test func missingFilesCostOnlyThemselves() {
        let result = scan("missing.log", "audit.log").run()
        #expect(result.status == 3)
        #expect(result.lines.count == 3)
        #expect(result.errors.contains("missing.log"))
        #expect(result.errors.contains("No such file or directory"))
    }

    @Test func malformedLinesAreToldAndKept() {
        folder.write("bad.log", "not json\n\(Fixture.shell("b1"))\n{\"verb\":\n")
        let result = scan("--dead-letter", "dead.log", "bad.log").run()
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.errors.contains("2 malformed lines:"))
        #expect(result.errors.contains("  bad.log:1:1: not a JSON object"))
        #expect(result.errors.contains("  bad.log:3:"))
        #expect(folder.text("dead.log") == "not json\n{\"verb\":\n")
    }

    @Test func strictMakesMalformedLinesAFailure() {
        folder.write("twice.log", #"{"verb":"get","verb":"create"}"# + "\n")
        #expect(scan("-q", "twice.log").run().status == 0)
        #expect(scan("-q", "--strict", "twice.log").run().status == 3)
    }

    @Test func hugeLinesCostOnlyThemselves() {
        let padding = String(repeating: "x", count: 300_000)
        let huge = #"{"verb":"\#(padding)"}"#
        folder.write("huge.log", "\(huge)\n\(Fixture.shell("h1"))\n")
        let result = scan("--line-limit", "64KiB", "huge.log").run()
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.text.contains(#""line":2,"offset":\#(huge.utf8.count + 1),"#))
        #expect(result.errors.contains("huge.log:1:"))
        #expect(result.errors.contains("longer than the line limit"))
    }

    @Test func indentedJSONGetsAHint() {
        folder.write("pretty.json", "{\n  \"verb\": \"create\",\n  \"level\": \"x\"\n}\n")
        let result = scan("pretty.json").run()
        #expect(result.status == 0)
        #expect(result.errors.contains("jq -c ."))
    }

    @Test func twoOutputsNeedTwoFiles() {
        let result = scan("-o", "out", "--dead-letter", "./out", "audit.log").run()
        #expect(result.status == 3)
        #expect(result.errors.contains("signals go to the same file"))
    }

    @Test func anInputIsNeverOverwritten() {
        let result = scan("-o", "./audit.log", "audit.log").run()
        #expect(result.status == 3)
        #expect(result.errors.contains("it is one of the inputs"))
        #expect(folder.text("audit.log") == Fixture.log)
    }
}
