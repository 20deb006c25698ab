import Testing

@Suite struct ListCommandTests {
    private let folder = Fixture.folder()

    private static let rules = """
        lists:
          ours:
            description: Who may.
            values: []
            example: [dana]
        ---
        title: Stranger
        logsource: {product: kubernetes}
        detection:
          exec: {objectRef.subresource: exec}
          ours: {user.username|expand: '%ours%'}
          condition: exec and not ours
        martlet:
          requires: [ours]
          tests:
            - {name: one of us, match: false, event: {user: {username: dana}, objectRef: {subresource: exec}}}
            - {name: another, match: true, event: {user: {username: eve}, objectRef: {subresource: exec}}}
        ---
        title: Read
        logsource: {product: kubernetes}
        detection:
          read: {verb: get}
          condition: read
        """
    private static let site = "lists: {ours: {append: ['da*']}}"

    private func martlet(_ arguments: String...) -> MartletProcess.Result {
        folder.write("lists/rules.yml", Self.rules)
        folder.write("site.yml", Self.site)
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    private let event =
        #"{"verb":"get","user":{"username":"eve"},"objectRef":{"subresource":"exec"}}"#

    @Test func aRuleWithoutItsListIsDisabledAndSaidToBe() {
        folder.write("event.json", event + "\n")
        let result = martlet("scan", "-r", "lists", "--stats", "stats.json", "event.json")
        #expect(result.status == 0)
        #expect(!result.text.contains("Stranger"))
        #expect(result.errors.contains("2 rules: 1 active, 0 never matched, 0 blind, 1 disabled"))
        #expect(result.errors.contains("disabled       Stranger: the list 'ours' is empty"))
        let statistics = String(decoding: folder.read("stats.json"), as: UTF8.self)
        #expect(statistics.contains(#""reason": "the list 'ours' is empty""#))
        let listed = martlet("rules", "-r", "lists")
        #expect(listed.status == 0)
        #expect(listed.text.contains("disabled  the list 'ours' is empty"))
        #expect(listed.text.hasSuffix("2 rules, 1 of them disabled\n"))
        let json = martlet("rules", "-r", "lists", "--format", "json")
        #expect(json.text.contains(#""disabled": "the list 'ours' is empty""#))
        #expect(
            martlet("check", "lists", "--ignore", "M200,M204,M205,M206,M295").text.hasPrefix(
                "2 rules, 0 errors, 0 warnings"
            )
        )
    }

    @Test func aSiteFillsIt() {
        folder.write("event.json", event + "\n")
        let result = martlet("scan", "-r", "site.yml", "-r", "lists", "event.json")
        #expect(result.text.contains("Stranger"))
        #expect(!result.errors.contains("disabled"))
        let lists = martlet("rules", "-r", "lists", "-r", "site.yml", "--lists")
        #expect(
            lists.text == """
                ours  1 value, read by 1 rule
                  Who may.
                  da*
                1 list

                """
        )
    }

    @Test func testsTakeTheExample() {
        let result = martlet("test", "lists")
        #expect(result.status == 0)
        #expect(result.text.contains("2 cases of 1 rule: 2 passed"))
        folder.write("bare/rules.yml", Self.rules.replacing("    example: [dana]\n", with: ""))
        let bare = martlet("test", "bare")
        #expect(bare.status == 0)
        #expect(
            bare.text.contains(
                "1 rule disabled, and not tried\n  Stranger: the list 'ours' is empty"
            )
        )
    }

    @Test func whatIsDisabledExplainsNothing() {
        let result = martlet("explain", "-r", "lists", "--rule", "Stranger", event)
        #expect(result.status == 3)
        #expect(result.errors.contains("'Stranger' is disabled: the list 'ours' is empty"))
    }

    @Test func withoutARuleLeftTheReasonIsSaid() {
        folder.write(
            "only.yml",
            "title: T\nlogsource: {product: x}\ndetection: {s: {a: b}, condition: s}\n"
                + "martlet: {requires: [ours]}\n"
        )
        folder.write("event.json", event + "\n")
        let scan = martlet("scan", "-r", "only.yml", "event.json")
        #expect(scan.status == 2)
        #expect(scan.errors.contains("every rule is disabled: 'T', since the list 'ours' is empty"))
    }
}
