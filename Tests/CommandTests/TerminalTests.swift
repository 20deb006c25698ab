import Testing

/// What only a terminal gets; script(1) provides one.
@Suite struct TerminalTests {
    private let folder = Fixture.folder()

    private func run(_ command: String, environment: [String]) -> MartletProcess.Result {
        var process = MartletProcess("-qec", command, "/dev/null")
        process.program = "/usr/bin/script"
        process.environment = environment + ["PATH=/usr/bin:/bin", "SHELL=/bin/sh"]
        process.folder = folder.path
        return process.run()
    }

    @Test(arguments: [
        (["TERM=xterm"], true), (["TERM=xterm", "NO_COLOR=1"], false),
        (["TERM=xterm", "NO_COLOR="], true), (["TERM=dumb"], false), ([], false),
    ])
    func coloursAreForTerminalsThatWantThem(environment: [String], isColored: Bool) {
        let result = run("\(MartletProcess.binary) rules -r rules", environment: environment)
        #expect(result.status == 0)
        #expect(result.text.contains("Pod Shell"))
        #expect(result.text.contains("\u{1B}[") == isColored)
    }

    /// Scans a pipe that stays open for half a second, signals not going to the terminal.
    private func slowScan(_ options: String, environment: [String]) -> String {
        let scan = "\(MartletProcess.binary) scan -r rules \(options) - > /dev/null"
        return run("(cat audit.log; sleep 0.5) | \(scan)", environment: environment).text
    }

    @Test func progressIsRedrawnAndWiped() {
        let text = slowScan("", environment: ["TERM=xterm", "NO_COLOR=1"])
        #expect(text.contains("\r\(Fixture.log.utf8.count / 10 * 10 / 1_000)."))
        #expect(text.contains("signals\u{1B}[K"))
        #expect(text.contains("\r\u{1B}[K5 events"))
    }

    @Test func progressIsNotForQuietOrSimpleTerminals() {
        #expect(slowScan("-q", environment: ["TERM=xterm"]).isEmpty)
        #expect(!slowScan("", environment: ["TERM=dumb"]).contains("\u{1B}"))
    }

    @Test func scanningTheTerminalNeedsAWord() {
        let result = run("\(MartletProcess.binary) scan -r rules", environment: ["TERM=dumb"])
        #expect(result.text.contains("Name what to scan"))
        #expect(result.text.contains("-r <path>"))
    }
}
