import Testing

/// Rules with errors are told, left out, and remembered in the exit status.
@Suite struct RuleErrorTests {
    private let folder = Fixture.folder()

    private func run(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func theOtherRulesStillScan() {
        folder.write("rules/broken.yml", Fixture.brokenRule)
        let result = run("scan", "-r", "rules", "audit.log")
        #expect(result.status == 2)
        #expect(result.lines.count == 3)
        #expect(result.errors.contains("3 rules: 2 active, 0 never matched, 0 blind, 1 rejected"))
        #expect(
            result.errors.hasPrefix(
                """
                rules/broken.yml:6:10: error: unknown modifier 'contain' [M021]
                6 |     verb|contain: exec
                  |          ^~~~~~~ help: did you mean 'contains'?
                """
            )
        )
    }

    @Test func withoutAnyRuleNothingIsScanned() {
        folder.write("broken/broken.yml", Fixture.brokenRule)
        let result = run("scan", "-r", "broken", "audit.log")
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("no rule is left"))
    }

    @Test func aFolderWithoutRulesIsNamed() {
        let empty = TemporaryFolder()
        empty.write("rule.txt", Fixture.shellRule)
        empty.write("audit.log", Fixture.log)
        var process = MartletProcess("scan", "-r", ".", "audit.log")
        process.folder = empty.path
        let result = process.run()
        #expect(result.status == 2)
        #expect(result.errors == "error: no rules in .: rules are YAML files, *.yml or *.yaml\n")
    }

    @Test func aPathThatIsNotThereIsAMistakeOfTheCommandLine() {
        for command in [["scan", "-r", "nowhere", "audit.log"], ["rules", "-r", "nowhere"]] {
            var process = MartletProcess(arguments: command)
            process.folder = folder.path
            let result = process.run()
            #expect(result.status == 3)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("nowhere"))
            #expect(result.errors.contains("No such file or directory"))
        }
    }
}
