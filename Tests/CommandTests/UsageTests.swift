import Testing

/// What the command line refuses, and how it explains itself.
@Suite struct UsageTests {
    @Test func versionsAreOneLine() {
        let result = MartletProcess("--version").run()
        #expect(result.status == 0)
        #expect(result.text.hasPrefix("martlet 0."))
        #expect(result.lines.count == 1)
    }

    @Test func helpDocumentsTheExitStatus() {
        for arguments in [["--help"], ["scan", "--help"]] {
            let result = MartletProcess(arguments: arguments).run()
            #expect(result.status == 0)
            for status in ["0", "1", "2", "3", "64", "130", "143"] {
                #expect(result.lines.contains { $0.hasPrefix("  \(status) ") })
            }
        }
    }

    @Test(arguments: [
        ["--help"], ["scan", "--help"], ["rules", "--help"], ["check", "--help"],
        ["test", "--help"], ["coverage", "--help"], ["schema", "--help"],
        ["policy", "--help"], ["policy", "check", "--help"],
        ["policy", "generate", "--help"], ["policy", "simulate", "--help"],
    ])
    func helpFitsATerminal(arguments: [String]) {
        let lines = MartletProcess(arguments: arguments).run().lines
        #expect(lines.allSatisfy { $0.count <= 80 })
        // A line of prose that is too long is broken, and leaves a short rest.
        #expect(!lines.contains { $0.first != " " && $0.count < 5 })
    }

    @Test(arguments: [
        (["scan", "x.log"], "--rules"),
        (["scan", "-r", "rules", "--threads", "0", "x.log"], "--threads"),
        (["scan", "-r", "rules", "--format", "xml", "x.log"], "ndjson"),
        (["scan", "-r", "rules", "--min-level", "severe", "x.log"], "critical"),
        (["scan", "-r", "rules", "--line-limit", "many", "x.log"], "--line-limit"),
        (["scan", "-r", "rules", "--line-limit", "63", "x.log"], "64 bytes"),
        (["scan", "-r", "rules", "--line-limit", "2GiB", "x.log"], "1GiB"),
        (["scan", "-r", "rules", "--stats", "-", "x.log"], "-o FILE"),
        (["scan", "-r", "rules", "-o", "x", "--stats", "x", "x.log"], "two kinds"),
        (["scan", "-r", "rules", "--no-such-option"], "--no-such-option"),
        (["rules"], "--rules"),
        (["test"], "<path>"),
        (["test", "rules", "--format", "xml"], "junit"),
        (["coverage"], "<path>"),
        (["coverage", "rules", "--format", "layer"], "navigator"),
        (["policy", "check"], "<policy>"),
        (["schema", "signal"], "rule"),
        (["check"], "<path>"),
        (["check", "--select", "M1", "rules"], "M1"),
        (["nonsense"], "nonsense"),
    ])
    func wrongUsageIsSixtyFour(arguments: [String], hint: String) {
        let result = MartletProcess(arguments: arguments).run()
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(hint))
    }
}
