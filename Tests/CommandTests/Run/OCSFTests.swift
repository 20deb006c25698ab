import Foundation
import Testing

/// `--format ocsf` writes what OCSF asks for.
@Suite struct OCSFTests {
    @Test(.enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"))
    func everySignalOfTheSampleIsValid() throws {
        var process = MartletProcess(
            "scan",
            "-q",
            "-r",
            "rulesets/kubernetes-audit",
            "--format",
            "ocsf",
            "--max-signals-per-rule",
            "2",
            "rulesets/kubernetes-audit/samples/audit.log"
        )
        process.folder = Fixture.root
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.lines.count > 50)
        let schema = SchemaValidator(
            schema: "\(Fixture.root)/Tests/CommandTests/Run/Schemas/ocsf-detection.schema.json"
        )
        let lines = result.lines.enumerated().map { ("line \($0.offset + 1)", String($0.element)) }
        #expect(try schema.refusals(of: lines).map { "\($0.name): \($0.reason)" } == [])
        // Signals of single events, of correlations, and what is told of others.
        #expect(result.text.contains(#""evidences":[{"actor""#))
        #expect(result.text.contains(#""start_time":"#))
        #expect(result.text.contains("more signals of this rule: "))
    }

    @Test func theOriginalIsKept() throws {
        let folder = RunFixture.folder()
        var process = MartletProcess("scan", "-q", "-r", "rules.yml", "--format", "ocsf", "-")
        process.folder = folder.path
        process.input = .bytes(Array(RunFixture.event(1).utf8))
        let written = process.run()
        process.arguments = ["scan", "-q", "-r", "rules.yml", "-"]
        let plain = process.run()
        let object = try JSONSerialization.jsonObject(with: Data(written.output))
        let record = try #require(object as? [String: Any])
        #expect(record["raw_data"] as? String == plain.text.trimmingCharacters(in: .newlines))
    }
}
