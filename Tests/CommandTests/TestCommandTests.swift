import Testing

/// `martlet test`, from files to report and exit status.
@Suite struct TestCommandTests {
    private let folder = TemporaryFolder()

    /// Matches the event of a shell; the title tries what XML and terminals cannot take.
    private static let rule = """
        title: "Shell <in> a \\"pod\\" & \\e[31mmore"
        id: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
        name: shell_in_pod
        logsource:
          product: kubernetes
          service: audit
        detection:
          exec:
            verb: create
            objectRef.subresource: exec
          shell:
            requestURI|contains: command=sh
          condition: exec and shell

        """

    private static let hit =
        #"{"verb":"create","objectRef":{"subresource":"exec"},"requestURI":"/exec?command=sh"}"#
    private static let miss = #"{"verb":"create","objectRef":{"subresource":"exec"}}"#

    private static func tests(_ lines: String) -> String {
        let indented = lines.split(separator: "\n").map { "    \($0)\n" }.joined()
        return "martlet:\n  tests:\n\(indented)"
    }

    private static let passing = tests(
        """
        - name: a shell
          match: true
          event: {verb: create, objectRef: {subresource: exec}, requestURI: '?command=sh'}
        - name: another command, as JSON
          match: false
          event: |
            {"verb": "create",
             "objectRef": {"subresource": "exec"}}
        """
    )

    private func test(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["test"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    /// Rules of every outcome: a match that fails, a miss that fails, broken cases, no tests.
    private func writeEveryOutcome() {
        folder.write(
            "rules/shell.yml",
            Self.rule
                + Self.tests(
                    """
                    - name: a shell
                      match: true
                      event: '\(Self.hit)'
                    - name: a shell that must not match
                      match: false
                      event: '\(Self.hit)'
                    - name: recorded shells
                      match: true
                      file: shells.ndjson
                    - name: a file that is not there
                      match: true
                      file: nothing.ndjson
                    - name: a file without events
                      match: false
                      file: empty.ndjson
                    - name: a key twice
                      match: true
                      event: '{"verb":"create","verb":"get"}'
                    """
                )
        )
        folder.write("rules/shells.ndjson", "\(Self.hit)\n\n\(Self.miss)\nnonsense\n")
        folder.write("rules/empty.ndjson", "\n\n")
        folder.write("rules/untested.yml", Fixture.secretRule)
    }

    @Test func passingTestsAreOneLine() {
        folder.write("rules/shell.yml", Self.rule + Self.passing)
        let result = test("rules")
        #expect(result.status == 0)
        #expect(result.text == "2 cases of 1 rule: 2 passed\n")
        #expect(result.errors.isEmpty)
    }

    @Test(arguments: [("text", "txt"), ("json", "json"), ("junit", "xml")])
    func everyOutcomeIsTold(format: String, suffix: String) throws {
        writeEveryOutcome()
        let result = test("rules", "--format", format)
        #expect(result.status == 3)
        try Golden.expect(result.text, is: "test.\(suffix)")
        // What people read is no part of what programs do.
        let summary = "8 cases of 1 rule: 2 failed, 4 broken, 2 passed\n"
        #expect(result.errors == (format == "text" ? "" : summary))
    }

    @Test func reportsAreWellFormedXML() {
        writeEveryOutcome()
        let result = test("rules", "--format", "junit", "--require-tests", "-o", "report.xml")
        #expect(result.output.isEmpty)
        let parsed = MartletProcess.tool(
            "/usr/bin/env",
            "python3",
            "-c",
            """
            import sys, xml.etree.ElementTree as tree
            for suite in tree.parse(sys.argv[1]).getroot():
                failures = [case.get('name') for case in suite if case.find('failure') is not None]
                errors = [case.get('name') for case in suite if case.find('error') is not None]
                assert int(suite.get('tests')) == len(suite)
                assert int(suite.get('failures')) == len(failures)
                assert int(suite.get('errors')) == len(errors)
                print(suite.get('name'), len(suite), len(failures), len(errors))
            """,
            folder.file("report.xml")
        )
        #expect(
            parsed.text == """
                Shell <in> a "pod" & \\u{1b}[31mmore 8 2 4
                Secret Read 1 0 1

                """
        )
    }

    @Test func statusesTellFailuresApart() {
        folder.write("failing/rule.yml", Self.rule + Self.passing.replacing("true", with: "false"))
        #expect(test("failing").status == 1)
        folder.write("broken/rule.yml", Self.rule + Self.passing)
        folder.write("broken/broken.yml", Fixture.brokenRule)
        let broken = test("broken")
        #expect(broken.status == 2)
        #expect(broken.errors.contains("[M021]"))
        #expect(broken.text.hasSuffix("2 cases of 1 rule: 2 passed\n"))
        #expect(test("nowhere").status == 3)
        folder.write("empty/readme.txt", "")
        let empty = test("empty")
        #expect(empty.status == 2)
        #expect(empty.errors.contains("no rules in empty"))
    }

    @Test func rulesWithoutTestsAreShownAndMayBeRefused() {
        folder.write("rules/shell.yml", Self.rule + Self.passing)
        folder.write("rules/untested.yml", Fixture.secretRule)
        let shown = test("rules")
        #expect(shown.status == 0)
        #expect(
            shown.text == """
                1 rule without tests
                  rules/untested.yml:1:1: Secret Read

                2 cases of 1 rule: 2 passed

                """
        )
        let refused = test("rules", "--require-tests")
        #expect(refused.status == 1)
        #expect(refused.text.hasPrefix("failed: 1 rule without tests\n"))
    }

    @Test func testsOfOthersRulesStandInFilesOfTheirOwn() {
        folder.write("theirs/shell.yml", Self.rule)
        folder.write(
            "ours/shell.test.yml",
            """
            rule: shell_in_pod
            tests:
              - name: ours
                match: true
                file: events/shell.ndjson
            ---
            rule: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
            tests:
              - name: by id
                match: false
                event: {verb: get}

            """
        )
        folder.write("ours/events/shell.ndjson", Self.hit + "\n")
        let result = test("ours", "theirs")
        #expect(result.status == 0)
        #expect(result.text == "2 cases of 1 rule: 2 passed\n")

        let alone = test("ours")
        #expect(alone.status == 2)
        #expect(alone.errors.contains("[M053]"))

        // A scan passes them over, and they are no part of its rules.
        folder.write("audit.log", Self.hit + "\n")
        var scan = MartletProcess("scan", "-q", "-r", "ours", "-r", "theirs", "audit.log")
        scan.folder = folder.path
        let both = scan.run()
        #expect(both.status == 0)
        #expect(both.errors.isEmpty)
        scan.arguments = ["scan", "-q", "-r", "theirs", "audit.log"]
        #expect(scan.run().output == both.output)
    }

    @Test func placeholdersAndTimeZonesAreThoseOfAScan() {
        folder.write(
            "rules/night.yml",
            """
            title: Night
            logsource: {product: kubernetes}
            detection:
              night:
                time|hour|lt: 6
                user|expand: '%admins%'
              condition: night
            martlet:
              tests:
                - {name: at night, match: true, event: {time: '2026-11-25T23:30:00Z', user: dana}}

            """
        )
        folder.write("names/admins.yml", "admins: [dana, eli]\n")
        #expect(test("rules").status == 2)
        #expect(test("rules", "--placeholders", "names/admins.yml").status == 1)
        let zone = test("rules", "--placeholders", "names/admins.yml", "--time-zone", "+02:00")
        #expect(zone.status == 0)
    }

    @Test func filtersChooseRulesOrTests() {
        folder.write("rules/shell.yml", Self.rule + Self.passing)
        folder.write("rules/untested.yml", Fixture.secretRule)
        #expect(test("rules", "--filter", "JSON").text == "1 case of 1 rule: 1 passed\n")
        #expect(test("rules", "--filter", "shell_IN").text == "2 cases of 1 rule: 2 passed\n")
        #expect(test("rules", "--filter", "5f3a1d1e").text == "2 cases of 1 rule: 2 passed\n")
        let none = test("rules", "--filter", "nothing")
        #expect(none.status == 1)
        #expect(none.errors.contains("no test has 'nothing'"))
    }

    @Test func reportsThatCannotBeWrittenAreFailures() {
        folder.write("rules/shell.yml", Self.rule + Self.passing)
        let result = test("rules", "-o", "no/such/folder")
        #expect(result.status == 3)
        #expect(result.errors.contains("no/such/folder: cannot create"))
    }

    @Test func theShippedRulesPass() {
        var process = MartletProcess("test", "--require-tests", "rulesets")
        process.folder = Fixture.root
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.text.hasSuffix("passed\n"))
    }
}
