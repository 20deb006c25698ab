import Testing

/// `martlet check` reads rules with everything that a scan would read them with.
@Suite struct CheckReadingTests {
    private let folder = TemporaryFolder()

    private func check(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["check"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func placeholdersGetTheirValues() {
        let rule = CheckCommandTests.soundRule.replacing(
            "verb: delete",
            with: "user.username|expand: '%admins%'"
        )
        folder.write("rule.yml", rule)
        folder.write("placeholders.yml", "admins: [alice, bob]\n")
        #expect(check("rule.yml").text.contains("M034"))
        let result = check("rule.yml", "--placeholders", "placeholders.yml")
        #expect(result.status == 0)
        #expect(result.text == "1 rule, 0 errors, 0 warnings\n")
    }

    @Test func pipelinesApplyAndTellTheirMistakes() {
        folder.write("rule.yml", CheckCommandTests.soundRule)
        folder.write("broken.yml", "name: Broken\ntransformations:\n  - type: no_such\n")
        let result = check("rule.yml", "-p", "broken.yml")
        #expect(result.status == 3)
        #expect(result.text.contains("broken.yml:3:11: error:"))
        #expect(result.text.contains("[M071]"))
    }

    @Test func filtersThatHaveExpiredAreTold() {
        folder.write("rules/sound.yml", CheckCommandTests.soundRule)
        folder.write(
            "rules/filter.yml",
            """
            title: Old
            logsource:
                product: kubernetes
                service: audit
            filter:
                rules: any
                dana:
                    user.username: dana
                condition: not dana
            martlet:
                expires: 1999-12-31

            """
        )
        let result = check("rules")
        #expect(result.text.contains("rules/filter.yml:11:14: warning:"))
        #expect(result.text.contains("[M064]"))
    }

    @Test func testsOfUnknownRulesAreTold() {
        folder.write("rules/sound.yml", CheckCommandTests.soundRule)
        folder.write(
            "rules/sound.test.yml",
            """
            rule: no such rule
            tests:
              - name: a deletion
                event: {verb: delete}
                match: true

            """
        )
        let result = check("rules")
        #expect(result.status == 2)
        #expect(result.text.contains("rules/sound.test.yml:1:7: error:"))
        #expect(result.text.contains("[M053]"))
    }
}
