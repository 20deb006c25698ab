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

    @Test func wideTitlesStayInTheirColumn() {
        folder.write(
            "rules/shell.yml",
            Fixture.shellRule.replacing("Pod Shell", with: "シェル")
        )
        let lines = rules().lines
        #expect(lines[0].hasPrefix("low            Secret Read  9f0c"))
        #expect(lines[2].hasPrefix("high           シェル       5f3a"))
    }

    @Test func theListGoesToAFile() {
        #expect(rules("-o", "list").text.isEmpty)
        #expect(folder.text("list").hasSuffix("2 rules\n"))
        #expect(rules("-o", "/dev/full").status == 3)
    }

    @Test func errorsSetTheStatus() {
        folder.write("rules/broken.yml", Fixture.brokenRule)
        let result = rules()
        #expect(result.status == 2)
        #expect(result.text.hasSuffix("2 rules\n"))
        #expect(result.errors.contains("[M021]"))
    }

    @Test func fieldsOfElementsShowTheirBlock() {
        folder.write(
            "rules/secret.yml",
            """
            title: Blocks
            logsource:
              product: kubernetes
            detection:
              selection:
                spec.containers[any]:
                  image|startswith: docker.io/
                  args[none]:
                    .: --safe
                user.username|fieldref: objectRef.name
              condition: selection
            """
        )
        let expected = """
            fields  spec.containers[any].image spec.containers[any].args[none] user.username \
            objectRef.name
            """
        #expect(rules().text.contains(expected))
    }

    @Test func placeholdersComeFromFiles() {
        folder.write(
            "rules/secret.yml",
            Fixture.secretRule.replacing("verb: get", with: "verb|expand: '%Verbs%'")
        )
        let unresolved = rules()
        #expect(unresolved.status == 2)
        #expect(unresolved.errors.contains("the placeholder '%Verbs%' has no values [M034]"))
        folder.write("names.yml", "Verbs: [get, list]\n")
        #expect(rules("--placeholders", "names.yml").status == 0)
        let missing = rules("--placeholders", "nowhere.yml", "--placeholders", "names.yml")
        #expect(missing.status == 3)
        #expect(missing.errors.hasPrefix("nowhere.yml: error: cannot be read"))
    }

    @Test func scansWithPlaceholders() {
        folder.write(
            "rules/secret.yml",
            Fixture.secretRule.replacing("verb: get", with: "verb|expand: '%Verbs%'")
        )
        folder.write("names.yml", "Verbs: [g*]\n")
        var process = MartletProcess(arguments: [
            "scan", "-r", "rules/secret.yml", "--placeholders", "names.yml", "audit.log",
        ])
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.text.contains("Secret Read"))
    }
}
