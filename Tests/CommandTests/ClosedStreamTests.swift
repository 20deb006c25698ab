import Testing

/// Standard streams that the caller closed.
@Suite struct ClosedStreamTests {
    private let folder = Fixture.folder()

    private func run(_ redirections: String, _ arguments: String) -> MartletProcess.Result {
        let command = "exec timeout 20 \(MartletProcess.binary) scan -r rules \(arguments)"
        var process = MartletProcess("-c", "\(command) \(redirections)")
        process.program = "/bin/sh"
        process.folder = folder.path
        return process.run()
    }

    @Test func closedInputIsAnError() {
        let result = run("<&-", "-")
        #expect(result.status == 3)
        #expect(result.errors.contains("-: cannot read"))
    }

    @Test(arguments: [">&-", "<&- >&-"])
    func closedOutputIsAnError(redirections: String) {
        let result = run(redirections, "audit.log")
        #expect(result.status == 3)
        #expect(result.errors.contains("standard output: cannot write"))
    }

    /// Also the stream for errors may be a pipe that nobody reads.
    @Test(arguments: ["test", "coverage", "explain -r", "rules -r", "check"])
    func closedPipesOfErrorsAreNoFailure(command: String) {
        folder.write("broken.yml", Fixture.brokenRule)
        let event = command.hasPrefix("explain") ? "'{}'" : ""
        let line = "\(MartletProcess.binary) \(command) broken.yml \(event) 2>&1"
        // The reader is gone before anything is written.
        var process = MartletProcess("-c", "{ sleep 0.3; \(line); echo $? >status; } | :")
        process.program = "/bin/sh"
        process.folder = folder.path
        _ = process.run()
        #expect(folder.text("status") == "2\n")
    }

    /// Files that are opened must not take the numbers of closed streams.
    @Test(arguments: ["2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
    func theSummaryIsNotWrittenIntoAFile(redirections: String) {
        let result = run(redirections, "-o signals --dead-letter dead audit.log")
        #expect(result.status == 0)
        #expect(folder.text("signals").split(separator: "\n").count == 3)
        #expect(folder.text("signals").split(separator: "\n").allSatisfy { $0.hasPrefix("{") })
        #expect(folder.read("dead").isEmpty)
    }
}
