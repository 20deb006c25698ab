import Testing

@Suite struct OverrideCommandTests {
    private let folder = Fixture.folder()

    private func martlet(_ site: String, _ arguments: String...) -> MartletProcess.Result {
        folder.write("site.yml", site)
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    private static let site = """
        overrides:
          - rule: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
            exclude:
              - {user.username: dana, reason: ticket 12}
          - rule: 9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11
            level: critical
        """

    @Test func aScanFollowsThem() {
        let result = martlet(
            Self.site,
            "scan",
            "-r",
            "site.yml",
            "-r",
            "rules",
            "--stats",
            "stats.json",
            "audit.log"
        )
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.text.contains(#""level":"critical""#))
        #expect(result.errors.contains("2 events hidden by exclusion from Pod Shell (ticket 12)"))
        let statistics = String(decoding: folder.read("stats.json"), as: UTF8.self)
        #expect(statistics.contains(#""title": "exclusion from Pod Shell""#))
    }

    @Test func anExplanationTellsWhatExcludesAMatch() {
        let result = martlet(Self.site, "explain", "-r", "rules", "-r", "site.yml", "audit.log:1")
        #expect(result.text.contains("but a filter hides it"))
        #expect(result.text.contains("exclusion from Pod Shell"))
        #expect(result.text.contains("ticket 12"))
    }

    @Test func aMistakeIsAnErrorOfTheRules() {
        let result = martlet(
            "overrides: [{rule: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3d, enabled: false}]",
            "check",
            "rules",
            "site.yml"
        )
        #expect(result.status == 2)
        #expect(result.text.contains("did you mean '5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c'?"))
    }
}
