import Foundation
import Testing

/// The forms of `martlet check` for programs.
@Suite struct CheckFormatTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private let folder = TemporaryFolder()

    init() {
        let rule = CheckCommandTests.flawedRule
        folder.write("a rule.yml", rule.replacing("Object Replaced", with: "Öbject Replaced."))
        folder.write("broken.yml", Fixture.brokenRule)
    }

    private func check(_ arguments: String...) throws -> [String: Any] {
        var process = MartletProcess(arguments: ["check", "."] + arguments)
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 2)
        let value = try JSONSerialization.jsonObject(with: Data(result.output))
        return try #require(value as? [String: Any])
    }

    @Test func jsonHoldsEverything() throws {
        let report = try check("--format", "json")
        #expect(report["schema"] as? String == "martlet.check/1")
        #expect(report["rules"] as? Int == 2)
        #expect(report["errors"] as? Int == 2)
        let problems = try #require(report["problems"] as? [[String: Any]])
        let date = try #require(problems.first { $0["code"] as? String == "M207" })
        #expect(date["file"] as? String == "./a rule.yml")
        #expect(date["line"] as? Int == 7)
        #expect(date["column"] as? Int == 7)
        #expect(date["length"] as? Int == 10)
        #expect(date["level"] as? String == "warning")
        #expect(date["page"] as? String == "docs/lints/M207.md")
        let fix = try #require(date["fix"] as? [String: Any])
        let edits = try #require(fix["edits"] as? [[String: Any]])
        #expect(edits.count == 1)
        #expect(edits[0]["replacement"] as? String == "2024-01-02")
    }

    @Test(.enabled(if: SignalSchemaTests.hasValidator, "python3-jsonschema is not installed"))
    func jsonFollowsItsSchema() {
        var process = MartletProcess("check", ".", "--format", "json", "--fix")
        process.folder = folder.path
        let report = process.run().output
        var validation = MartletProcess(
            "python3",
            "-c",
            """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(open(sys.argv[1]))
            Draft202012Validator.check_schema(schema)
            report = json.load(sys.stdin)
            for error in Draft202012Validator(schema).iter_errors(report):
                print(error.json_path, error.message)
            print(len(report["problems"]), len(report["fixed"]))
            """,
            "\(Self.root)/docs/check.schema.json"
        )
        validation.program = "/usr/bin/env"
        validation.input = .bytes(report)
        #expect(validation.run().text == "3 2\n")
    }

    /// What SARIF 2.1.0 requires, and what sites that show it rely on.
    @Test func sarifHasTheStructureOfTheStandard() throws {
        let log = try check("--format", "sarif")
        #expect(log["version"] as? String == "2.1.0")
        #expect((log["$schema"] as? String)?.hasPrefix("https://") == true)
        let runs = try #require(log["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        #expect(runs[0]["columnKind"] as? String == "unicodeCodePoints")
        let tool = try #require(runs[0]["tool"] as? [String: Any])
        let driver = try #require(tool["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "martlet")
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let identifiers = rules.compactMap { $0["id"] as? String }
        #expect(identifiers.count == Set(identifiers).count)
        #expect(rules.allSatisfy { ($0["shortDescription"] as? [String: Any])?["text"] is String })
        let results = try #require(runs[0]["results"] as? [[String: Any]])
        #expect(results.count == 5)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(result["ruleId"] as? String == identifiers[index])
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            #expect((result["message"] as? [String: Any])?["text"] is String)
            let locations = try #require(result["locations"] as? [[String: Any]])
            let place = try #require(locations[0]["physicalLocation"] as? [String: Any])
            #expect((place["artifactLocation"] as? [String: Any])?["uri"] is String)
            try expectRegion(place["region"])
        }
    }

    @Test func sarifCountsCharactersAndCarriesFixes() throws {
        let log = try check("--format", "sarif", "--select", "M202")
        let runs = try #require(log["runs"] as? [[String: Any]])
        let results = try #require(runs[0]["results"] as? [[String: Any]])
        let title = try #require(results.first { $0["ruleId"] as? String == "M202" })
        let locations = try #require(title["locations"] as? [[String: Any]])
        let place = try #require(locations[0]["physicalLocation"] as? [String: Any])
        #expect(
            (place["artifactLocation"] as? [String: Any])?["uri"] as? String == "./a%20rule.yml"
        )
        let region = try #require(place["region"] as? [String: Int])
        // "Öbject Replaced." is 16 characters, and 17 bytes.
        #expect(region["startColumn"] == 8)
        #expect(region["endColumn"] == 24)
        let fixes = try #require(title["fixes"] as? [[String: Any]])
        let changes = try #require(fixes[0]["artifactChanges"] as? [[String: Any]])
        let replacements = try #require(changes[0]["replacements"] as? [[String: Any]])
        let deleted = try #require(replacements[0]["deletedRegion"] as? [String: Int])
        #expect(deleted["startColumn"] == 23)
        #expect(deleted["endColumn"] == 24)
        #expect((replacements[0]["insertedContent"] as? [String: Any])?["text"] as? String == "")
    }

    /// Also for files of which no rule was read.
    @Test func sarifKnowsWhereYAMLIsBroken() throws {
        folder.write("broken.yml", "title: a\n  b: c\n")
        var process = MartletProcess("check", "--format", "sarif", "broken.yml")
        process.folder = folder.path
        let log = try JSONSerialization.jsonObject(with: Data(process.run().output))
        let runs = (log as? [String: Any])?["runs"] as? [[String: Any]]
        let results = try #require(runs?[0]["results"] as? [[String: Any]])
        let locations = try #require(results[0]["locations"] as? [[String: Any]])
        let place = try #require(locations[0]["physicalLocation"] as? [String: Any])
        #expect((place["region"] as? [String: Int])?["startLine"] == 2)
    }

    private func expectRegion(_ value: Any?) throws {
        let region = try #require(value as? [String: Int])
        let start = (region["startLine"] ?? 0, region["startColumn"] ?? 0)
        let end = (region["endLine"] ?? 0, region["endColumn"] ?? 0)
        #expect(start.0 >= 1 && start.1 >= 1)
        #expect(start < end)
    }
}
