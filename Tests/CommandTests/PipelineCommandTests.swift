import Foundation
import Testing

@Suite struct PipelineCommandTests {
    private let folder = Fixture.folder()

    private func martlet(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    private static let mapping = """
        transformations:
          - type: field_name_mapping
            mapping:
              verb: action
        """

    @Test func rulesReadOtherFields() {
        folder.write("pipeline.yml", Self.mapping)
        folder.write("other.log", Fixture.log.replacing("\"verb\"", with: "\"action\""))
        let plain = martlet("scan", "-q", "-r", "rules", "other.log")
        #expect(plain.text.isEmpty)
        let mapped = martlet("scan", "-q", "-r", "rules", "-p", "pipeline.yml", "other.log")
        #expect(mapped.status == 0)
        #expect(mapped.text.split(separator: "\n").count == 3)
        #expect(mapped.text.contains("\"field\":\"action\""))
        let list = martlet("rules", "-r", "rules", "--pipeline", "pipeline.yml").text
        #expect(list.contains("fields  action objectRef.resource"))
    }

    /// Whatever the command: the configuration failed, not the rules.
    @Test(arguments: [
        ["scan", "-r", "rules", "audit.log"], ["rules", "-r", "rules"], ["check", "rules"],
        ["test", "rules"], ["coverage", "rules"], ["explain", "-r", "rules", "audit.log:1"],
    ])
    func aPipelineThatCannotBeUsedEndsTheRun(_ arguments: [String]) {
        folder.write("pipeline.yml", "transformations: none\n")
        var process = MartletProcess(arguments: arguments + ["-p", "pipeline.yml"])
        process.folder = folder.path
        #expect(process.run().status == 3)
    }

    @Test func theDocumentedExampleWorks() throws {
        let document = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../docs/pipelines.md"),
            encoding: .utf8
        )
        let start = try #require(document.range(of: "```yaml\n"))
        let end = try #require(document[start.upperBound...].range(of: "```\n"))
        folder.write("ecs.yml", String(document[start.upperBound..<end.lowerBound]))
        folder.write(
            "windows/rar.yml",
            """
            title: Archive with a password
            logsource: {category: process_creation, product: windows}
            detection:
              tool:
                Image|endswith: '\\rar.exe'
                CommandLine|contains: ' -p'
              condition: tool
            """
        )
        let process = #""process":{"executable":"C:\\rar.exe","command_line":"rar a -px y"}"#
        folder.write(
            "events.ndjson",
            #"{"event":{"category":"process"},\#(process)}"# + "\n"
                + #"{"event":{"category":"file"},\#(process)}"# + "\n"
        )
        let result = martlet("scan", "-q", "-r", "windows", "-p", "ecs.yml", "events.ndjson")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.text.split(separator: "\n").count == 1)
        #expect(result.text.contains("\"field\":\"process.executable\""))
    }

    @Test func anUnusablePipelineStopsTheScan() {
        folder.write("pipeline.yml", "transformations:\n  - type: nothing\n")
        for command in ["scan", "rules"] {
            let inputs = command == "scan" ? ["audit.log"] : []
            var process = MartletProcess(
                arguments: [command, "-r", "rules", "-p", "pipeline.yml"] + inputs
            )
            process.folder = folder.path
            let result = process.run()
            #expect(result.status == 3)
            #expect(!result.text.contains("schema"))
            #expect(result.errors.contains("pipeline.yml:2:11: error: unknown transformation"))
        }
    }

    @Test func aPipelineThatIsNotThereStopsTheScan() {
        let result = martlet("scan", "-r", "rules", "-p", "none.yml", "audit.log")
        #expect(result.status == 3)
        #expect(result.text.isEmpty)
        #expect(result.errors.contains("none.yml: error: cannot be read"))
    }

    @Test func aRefusedRuleIsRejected() {
        folder.write(
            "pipeline.yml",
            """
            transformations:
              - type: rule_failure
                message: not for us
                rule_conditions:
                  - {type: rule_attribute, attribute: level, value: high, op: gte}
            """
        )
        let result = martlet("scan", "-r", "rules", "-p", "pipeline.yml", "audit.log")
        #expect(result.status == 2)
        #expect(result.text.split(separator: "\n").count == 1)
        #expect(
            result.errors.contains("rejected       Pod Shell (rules/shell.yml:1:1): not for us")
        )
    }
}
