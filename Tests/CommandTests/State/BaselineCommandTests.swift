import Testing

/// `martlet baseline`, and what a baseline does to a scan.
@Suite struct BaselineCommandTests {
    private let folder: TemporaryFolder

    init() {
        folder = CorrelatedLog.folder()
        folder.write("rules.yml", StateFixture.rules)
        folder.write("hasty.yml", StateFixture.rules.replacing("learn: 1m", with: "learn: 0s"))
    }

    private func martlet(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func whatIsLearntIsKnown() {
        #expect(
            martlet("baseline", "learn", "-r", "rules.yml", "-o", "b.yml", "all.log").status == 0
        )
        let text = folder.text("b.yml")
        #expect(text.hasPrefix("martlet_baseline: 1\ncorrelations:\n  - title: \"New resource\"\n"))
        #expect(text.contains("      - group: [\"user-0\"]\n        values:\n"))
        _ = martlet(
            "baseline",
            "learn",
            "-r",
            "rules.yml",
            "-o",
            "c.yml",
            "3.log",
            "1.log",
            "2.log"
        )
        #expect(folder.text("c.yml") == text)
        let naive = martlet("scan", "-q", "-r", "hasty.yml", "all.log")
        #expect(naive.text.contains("new_value"))
        let knowing = martlet(
            "scan",
            "-q",
            "-r",
            "hasty.yml",
            "--baseline",
            "b.yml",
            "all.log"
        )
        #expect(knowing.status == 0)
        #expect(!knowing.text.contains("new_value"))
    }

    @Test func groupsOfABaselineHaveLearnt() {
        folder.write("b.yml", Self.baseline(of: "nothing"))
        let result = martlet("scan", "-q", "-r", "rules.yml", "--baseline", "b.yml", "1.log")
        let first = result.lines.filter { $0.contains("new_value") && $0.contains("user-0") }
        #expect(first.contains { $0.contains(#""values":["#) && $0.contains("T10:00:0") })
    }

    @Test func differencesAreToldLineByLine() {
        folder.write("old.yml", Self.baseline(of: "pods"))
        folder.write("new.yml", Self.baseline(of: "secrets"))
        let result = martlet("baseline", "diff", "old.yml", "new.yml")
        #expect(result.status == 1)
        #expect(result.lines.count == 2)
        #expect(result.lines.first?.hasPrefix("- New resource  user.username=user-0") == true)
        #expect(result.lines.last?.hasPrefix("+ New resource  user.username=user-0") == true)
        #expect(martlet("baseline", "diff", "old.yml", "old.yml").status == 0)
        let list = martlet("baseline", "show", "old.yml")
        #expect(list.text.contains("objectRef.resource=pods  2026-11-01T00:00:00Z to"))
        #expect(
            martlet("baseline", "show", "--format", "json", "old.yml").text.contains("\"pods\"")
        )
    }

    @Test(arguments: [
        ("title: rule\n", "bad.yml:1:1: cannot use the baseline: unknown key"),
        ("martlet_baseline: 2\ncorrelations: []\n", "bad.yml:1:19: cannot use the baseline"),
        ("martlet_baseline: [\n", "not YAML"),
        ("", "a baseline is one YAML document"),
        (
            baseline(of: "pods").replacing("last: \"2026", with: "last: \"now"),
            "bad.yml:10:68: cannot use the baseline: no time"
        ),
    ])
    func whatIsNoBaselineIsRefused(text: String, reason: String) {
        folder.write("bad.yml", text)
        let scan = martlet("scan", "-q", "-r", "rules.yml", "--baseline", "bad.yml", "1.log")
        #expect(scan.status == 3)
        #expect(scan.output.isEmpty)
        #expect(scan.errors.contains(reason), "\(scan.errors)")
        #expect(martlet("baseline", "show", "bad.yml").status == 3)
        #expect(martlet("baseline", "diff", "bad.yml", "bad.yml").status == 3)
    }

    @Test func whatHasNoEndIsNoBaseline() {
        for arguments in [["show", "/dev/zero"], ["diff", "/dev/zero", "/dev/zero"]] {
            let result = MartletProcess(arguments: ["baseline"] + arguments).run()
            #expect(result.status == 3)
            #expect(result.errors.contains("cannot read: it is larger than 16 MiB"))
        }
    }

    @Test func baselinesOfOtherRulesAreToldOf() {
        folder.write(
            "b.yml",
            Self.baseline(of: "pods").replacing("objectRef.resource", with: "verb")
        )
        let result = martlet("scan", "-r", "rules.yml", "--baseline", "b.yml", "1.log")
        #expect(result.errors.contains("is for none of these correlations"))
    }

    private static func baseline(of resource: String) -> String {
        """
        martlet_baseline: 1
        correlations:
          - title: "New resource"
            id: "11111111-2222-4333-8444-000000000004"
            group_by: ["user.username"]
            fields: ["objectRef.resource"]
            groups:
              - group: ["user-0"]
                values:
                  - {value: ["\(resource)"], first: "2026-11-01T00:00:00Z", last: "2026-11-02T00:00:00Z"}

        """
    }
}
