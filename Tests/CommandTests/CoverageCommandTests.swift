import Testing

/// `martlet coverage`: whole outputs over a few rules with every kind of tag.
@Suite struct CoverageCommandTests {
    private let folder = TemporaryFolder()

    private static func rule(_ title: String, _ more: String) -> String {
        """
        title: \(title)
        logsource:
          product: kubernetes
          service: audit
        detection:
          selection:
            verb: get
          condition: selection
        \(more)

        """
    }

    init() {
        folder.write(
            "rules/all.yml",
            [
                Fixture.shellRule,
                Self.rule(
                    "Two tactics, in the old spelling",
                    """
                    level: critical
                    status: experimental
                    tags: [attack.defense_evasion, attack.persistence, attack.t1036.005, attack.T1098]
                    """
                ),
                Self.rule("No tactic", "tags: [attack.t1610]"),
                Self.rule(
                    "Another tactic than the technique's",
                    "tags: [attack.impact, attack.t1082]"
                ),
                Self.rule("A number that is too new", "tags: [attack.impact, attack.t9999]"),
                Self.rule("Only a tactic", "level: low\ntags: [attack.execution]"),
                Self.rule("No tag of ATT&CK", "level: low\ntags: [cve.2020-1, attack.g0016]"),
            ]
            .joined(separator: "\n---\n")
        )
        folder.write(
            "rules/other.yml",
            Fixture.secretRule.replacing("product: kubernetes", with: "category: webserver")
        )
    }

    private func coverage(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["coverage"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test(arguments: [
        ("table", "coverage.txt"), ("json", "coverage.json"), ("navigator", "coverage-layer.json"),
    ])
    func theMatrixIsRecorded(format: String, file: String) throws {
        let result = coverage("rules", "--format", format)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        try Golden.expect(result.text, is: file)
    }

    @Test func theTableFitsATerminal() {
        var process = MartletProcess("coverage", "rulesets")
        process.folder = Fixture.root
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.lines.allSatisfy { $0.count <= 80 })
    }

    @Test func tacticsOfLaterVersionsTakeThePlaceOfTheOneTheyDivide() {
        folder.write("new/a.yml", Self.rule("Stealth", "tags: [attack.stealth, attack.t1036.005]"))
        let table = coverage("new").lines
        #expect(table[0] == "1 rule, 1 of 15 tactics, 1 technique")
        #expect(!table.contains { $0.hasPrefix("defense-evasion") || $0.hasPrefix("(tactic") })
        let place = table.firstIndex { $0.hasPrefix("stealth  ") } ?? 0
        #expect(table[place - 1].hasPrefix("privilege-escalation"))
        #expect(table[place + 1].hasPrefix("    T1036.005 "))
        #expect(table[place + 2].hasPrefix("defense-impairment"))
        // The Navigator takes its current version when a layer names none.
        let layer = coverage("new", "--format", "navigator").text
        #expect(!layer.contains(#""attack":"#))
    }

    /// The layer has what the Navigator requires of version 4.5, and nothing else.
    @Test func theLayerIsValid() throws {
        let result = MartletProcess.tool(
            "/usr/bin/env",
            "python3",
            "-c",
            """
            import json, re, sys
            layer = json.loads(sys.argv[1])
            keys = {"name", "versions", "domain", "description", "sorting", "layout", "hideDisabled",
                    "techniques", "gradient", "legendItems"}
            assert set(layer) == keys, set(layer)
            assert layer["versions"] == {"attack": "18", "navigator": "5.1.0", "layer": "4.5"}
            assert layer["domain"] == "enterprise-attack"
            assert layer["gradient"]["maxValue"] > layer["gradient"]["minValue"]
            seen = set()
            for item in layer["techniques"]:
                assert set(item) <= {"techniqueID", "tactic", "score", "comment", "enabled", "metadata"}
                assert re.fullmatch(r"T\\d{4}(\\.\\d{3})?", item["techniqueID"])
                assert item["score"] <= layer["gradient"]["maxValue"]
                assert sum(int(entry["value"]) for entry in item["metadata"]) == item["score"]
                place = (item["techniqueID"], item.get("tactic"))
                assert place not in seen, place
                seen.add(place)
            print(len(seen))
            """,
            coverage("rules", "--format", "navigator").text
        )
        #expect(result.errors.isEmpty)
        #expect(result.text == "6\n")
    }

    @Test func errorsSetTheStatus() {
        folder.write("rules/broken.yml", Fixture.brokenRule)
        #expect(coverage("rules").status == 2)
        #expect(coverage("nowhere").status == 3)
        folder.write("empty/readme.txt", "")
        #expect(coverage("empty").errors.contains("no rules in empty"))
    }
}
