import Glibc
import Testing

/// `martlet check` as a user runs it.
@Suite struct CheckCommandTests {
    /// Does what it should, in every respect that lints know of.
    static let soundRule = """
        title: Pod Deleted
        id: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
        status: test
        description: A pod was deleted by somebody who is no controller.
        author: martlet contributors
        level: low
        logsource:
            product: kubernetes
            service: audit
        detection:
            selection:
                verb: delete
                stage: ResponseComplete
            condition: selection

        """
    /// A warning that can be mended, an error that cannot, and a comment to be kept.
    static let flawedRule =
        soundRule
        .replacing("5f3a1d1e-5d0c", with: "9f0cf2a4-9be1")
        .replacing("Pod Deleted", with: "Object Replaced")
        .replacing("level: low", with: "level: low\ndate: 2024/01/02 # of the first draft")
        .replacing("delete\n", with: "replace\n")

    private let folder = TemporaryFolder()

    init() {
        folder.write("rules/sound.yml", Self.soundRule)
        folder.write("rules/nested/flawed.yml", Self.flawedRule)
    }

    private func check(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["check"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func problemsAreToldWithTheirPlaceAndPage() {
        let result = check("rules")
        #expect(result.status == 1)
        #expect(result.errors.isEmpty)
        #expect(
            result.text == """
                rules/nested/flawed.yml:7:7: warning: 'date' is not a date of the form YYYY-MM-DD [M207]
                7 | date: 2024/01/02 # of the first draft
                  |       ^~~~~~~~~~ help: write 2024-01-02
                  see docs/lints/M207.md
                rules/nested/flawed.yml:13:15: error: 'verb' is never 'replace' [M281]
                13 |         verb: replace
                   |               ^~~~~~~ help: such requests have the verb 'update'
                  see docs/lints/M281.md
                2 rules, 1 error, 1 warning, 1 of them mended by --fix

                """
        )
    }

    @Test func soundRulesAreSilent() {
        let result = check("rules/sound.yml")
        #expect(result.status == 0)
        #expect(result.text == "1 rule, 0 errors, 0 warnings\n")
    }

    @Test func correlationsAreCountedBesideRules() {
        let correlation = """
            ---
            title: Often
            id: 0c2d3a55-7f6f-4f0f-9d2e-3c1b2a4d5e6f
            correlation:
                type: event_count
                rules: [5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c]
                group-by: [user.username]
                timespan: 5m
                condition: {gte: 3}
            level: low

            """
        folder.write("often.yml", Self.soundRule + correlation)
        #expect(check("often.yml").text.contains("1 rule, 1 correlation, 0 errors, "))
    }

    @Test func failOnChoosesTheLevel() {
        #expect(check("rules", "--ignore", "M281").status == 0)
        #expect(check("rules", "--ignore", "M281", "--fail-on", "warning").status == 1)
        #expect(check("rules", "--ignore", "M281,M207", "--fail-on", "info").status == 0)
        #expect(check("rules", "--select", "M281", "--fail-on", "info").status == 1)
    }

    @Test func selectAndIgnoreChooseTheCodes() {
        #expect(check("rules", "--select", "M207").text.contains("0 errors, 1 warning"))
        #expect(check("rules", "--ignore", "M207").text.contains("1 error, 0 warnings"))
        let unknown = check("rules", "--select", "M207,M998")
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("M998"))
    }

    @Test func rulesThatDoNotLoadWeighMore() {
        folder.write("rules/broken.yml", Fixture.brokenRule)
        let result = check("rules", "--select", "M207")
        #expect(result.status == 2)
        #expect(result.text.contains("[M021]"))
        #expect(result.text.contains("see docs/diagnostics.md"))
        #expect(result.text.hasSuffix("3 rules, 1 error, 1 warning, 1 of them mended by --fix\n"))
    }

    @Test func missingPathsFail() {
        let result = check("rules/sound.yml", "nowhere")
        #expect(result.status == 3)
        #expect(result.text.contains("nowhere: error: cannot be read"))
        // What is not there is no rule.
        #expect(result.text.hasSuffix("1 rule, 1 error, 0 warnings\n"))
        #expect(check("--format", "json").status == 64)
    }

    @Test func theReportGoesToAFile() {
        let result = check("rules", "--format", "sarif", "-o", "report.sarif")
        #expect(result.status == 1)
        #expect(result.text.isEmpty && result.errors.isEmpty)
        #expect(folder.text("report.sarif").hasPrefix("{\n  \"$schema\""))
        let failed = check("rules", "-o", "no/report")
        #expect(failed.status == 3)
        #expect(failed.errors.contains("no/report: cannot create"))
    }

    /// Nothing could open such a file, so that its rule would be missed.
    @Test func namesThatAreNotUTF8AreTold() {
        let names =
            #"for name in n$(printf '\377').yml n$(printf '\377').txt; do : > "$name"; done"#
        _ = MartletProcess.tool("/bin/sh", "-c", "cd \(folder.file("rules")) && \(names)")
        let result = check("rules", "--select", "M207")
        #expect(result.status == 3)
        let text = "rules/n\u{FFFD}.yml: error: cannot be read: its name is not UTF-8; rename it"
        #expect(result.text.contains(text))
        #expect(!result.text.contains(".txt"))
    }

    /// Lints did not look at the rules, so that nobody knows what the comments are good for.
    @Test func commentsAreNotInVainWithoutLints() {
        let text = Self.flawedRule.replacing("draft", with: "draft\n# martlet: ignore M281")
        folder.write("rules/nested/flawed.yml", text)
        folder.write("pipeline.yml", "transformations: none\n")
        let result = check("rules", "-p", "pipeline.yml")
        #expect(result.status == 3)
        #expect(!result.text.contains("M300"))
    }

    @Test func aClosedPipeIsNoFailure() {
        var process = MartletProcess("check", "rules/sound.yml")
        process.folder = folder.path
        process.output = .closedPipe
        #expect(process.run().status == 0)
    }

    @Test func commentsKeepLintsFromSpeaking() {
        let ignoring = Self.flawedRule
            .replacing("draft", with: "draft # martlet: ignore M207")
            .replacing("replace\n", with: "replace # martlet: ignore M281 M250 old servers\n")
        folder.write("rules/nested/flawed.yml", ignoring)
        let result = check("rules")
        #expect(result.status == 0)
        // A comment within a comment is none.
        #expect(result.text.contains("[M207]"))
        #expect(result.text.contains("'M250' says nothing here [M300]"))
        #expect(!result.text.contains("[M281]"))
    }

    // MARK: - --fix

    /// One file that cannot be written costs the others nothing.
    @Test func filesThatCannotBeWrittenAreTold() {
        var process = MartletProcess(
            "-c",
            "trap '' XFSZ; ulimit -f 0; exec \(MartletProcess.binary) check --fix rules"
        )
        process.program = "/bin/sh"
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 3)
        #expect(
            result.errors == "error: rules/nested/flawed.yml: cannot be mended: File too large\n"
        )
        #expect(result.text.hasSuffix("2 rules, 1 error, 1 warning, 1 of them mended by --fix\n"))
        #expect(folder.text("rules/nested/flawed.yml") == Self.flawedRule)
        #expect(
            MartletProcess.tool("/bin/ls", "-A", folder.file("rules/nested")).text == "flawed.yml\n"
        )
    }

    @Test func longNamesAreNoHindrance() {
        let name = "rules/" + String(repeating: "n", count: 251) + ".yml"
        folder.write(name, Self.flawedRule.replacing("9f0cf2a4", with: "9f0cf2a5"))
        #expect(check(name, "--fix").text.contains("1 fixed"))
        #expect(folder.text(name).contains("2024-01-02"))
    }

    /// A pipe would be read a second time after the fixes, and that never ends.
    @Test func pipesCannotBeFixed() {
        mkfifo(folder.file("pipe"), 0o600)
        let result = check("--fix", "pipe", "rules")
        #expect(result.status == 64)
        #expect(result.errors.contains("--fix needs files to write to; 'pipe' is none."))
    }

    @Test func fixesAreWrittenAndTold() {
        chmod(folder.file("rules/nested/flawed.yml"), 0o640)
        let result = check("rules", "--fix")
        #expect(result.status == 1)
        #expect(
            result.lines.first == "rules/nested/flawed.yml:7:7: fixed: write '2024-01-02' [M207]"
        )
        #expect(result.text.hasSuffix("2 rules, 1 error, 0 warnings, 1 fixed\n"))
        let text = folder.text("rules/nested/flawed.yml")
        #expect(text == Self.flawedRule.replacing("2024/01/02", with: "2024-01-02"))
        var status = stat()
        #expect(stat(folder.file("rules/nested/flawed.yml"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(folder.text("rules/sound.yml") == Self.soundRule)
        #expect(MartletProcess.tool("/bin/ls", folder.file("rules/nested")).text == "flawed.yml\n")
    }

    @Test func fixesGoThroughLinks() {
        symlink("nested/flawed.yml", folder.file("rules/link.yml"))
        #expect(check("rules/link.yml", "--fix").status == 1)
        #expect(folder.text("rules/nested/flawed.yml").contains("2024-01-02"))
        var status = stat()
        #expect(lstat(folder.file("rules/link.yml"), &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test func fixesFollowTheChoiceOfCodes() {
        #expect(check("rules", "--fix", "--ignore", "M207").status == 1)
        #expect(folder.text("rules/nested/flawed.yml") == Self.flawedRule)
    }

    @Test func fixesThatChangeTheMeaningSaySo() {
        folder.write("rules/nested/flawed.yml", Self.soundRule.replacing("verb:", with: "Verb:"))
        let result = check("rules/nested", "--fix")
        #expect(result.status == 0)
        #expect(
            result.text.contains("fixed: write 'verb' [M280]\n  note: the item can now match\n")
        )
    }
}
