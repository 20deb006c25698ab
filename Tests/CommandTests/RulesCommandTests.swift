import Testing

@Suite struct RulesCommandTests {
    private let folder = Fixture.folder()

    private func rules(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["rules", "-r", "rules"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func tablesShowWhatIsLoaded() {
        let result = rules()
        #expect(result.status == 0)
        #expect(
            result.text == """
                low            Secret Read  9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11
                               fields  verb objectRef.resource
                high           Pod Shell    5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
                               tags    attack.execution attack.t1609
                               fields  verb objectRef.subresource
                2 rules

                """
        )
    }

    @Test func jsonIsForPrograms() {
        let result = rules("--format", "json")
        #expect(result.status == 0)
        #expect(
            result.text.hasPrefix(
                """
                [
                  {
                    "id": "9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11",
                    "title": "Secret Read",
                    "level": "low",
                    "tags": [],
                    "fields": ["verb", "objectRef.resource"],
                    "logsource": {
                      "product": "kubernetes",
                      "service": "audit"
                    },
                    "file": "rules/secret.yml",
                    "line": 1
                  },
                """
            )
        )
    }

    @Test func errorsSetTheStatus() {
        folder.write("rules/broken.yml", Fixture.brokenRule)
        let result = rules()
        #expect(result.status == 2)
        #expect(result.text.hasSuffix("2 rules\n"))
        #expect(result.errors.contains("[M021]"))
    }
}
