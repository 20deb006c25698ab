import Foundation
import Testing

/// Explanations follow docs/explain.schema.json, in the eyes of an independent validator.
@Suite struct ExplanationSchemaTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        for error in Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
            print(f"{error.json_path}: {error.message[:200]}")
        print("validated")
        """

    private func validate(_ explanation: [UInt8]) -> String {
        var process = MartletProcess(
            "python3",
            "-c",
            Self.validator,
            "\(Self.root)/docs/explain.schema.json"
        )
        process.program = "/usr/bin/env"
        process.input = .bytes(explanation)
        return process.run().text
    }

    @Test(
        .enabled(if: SignalSchemaTests.hasValidator, "python3-jsonschema is not installed"),
        arguments: ExplanationCase.all
    )
    func casesAreValid(_ explanationCase: ExplanationCase) {
        let folder = TemporaryFolder()
        folder.write("rule.yml", explanationCase.rule)
        folder.write("event.json", explanationCase.event)
        var process = MartletProcess("explain", "--format", "json", "-r", "rule.yml", "event.json")
        process.folder = folder.path
        let result = process.run()
        #expect(validate(result.output) == "validated\n")
        #expect(!result.text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
    }

    @Test(.enabled(if: SignalSchemaTests.hasValidator, "python3-jsonschema is not installed"))
    func everyLineOfTheSampleHasAValidExplanation() {
        for line in [1, 100, 342, 406] {
            var process = MartletProcess(
                "explain",
                "--format",
                "json",
                "-r",
                "rulesets",
                "rulesets/kubernetes-audit/samples/audit.log:\(line)"
            )
            process.folder = Self.root
            #expect(validate(process.run().output) == "validated\n", "line \(line)")
        }
    }

    @Test(.enabled(if: SignalSchemaTests.hasValidator, "python3-jsonschema is not installed"))
    func theValidatorRefusesWhatIsWrong() {
        let text = #"{"schema":"martlet.explanation/1","event":{},"explanations":[{}]}"#
        #expect(validate(Array(text.utf8)).contains("is a required property"))
    }
}
