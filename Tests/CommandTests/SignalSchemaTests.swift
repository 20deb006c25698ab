import Foundation
import Testing

/// Signals follow docs/signal.schema.json, in the eyes of an independent validator.
@Suite struct SignalSchemaTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Whether the validator is there; `make test` installs it.
    static let hasValidator =
        MartletProcess.tool("/usr/bin/env", "python3", "-c", "import jsonschema").status == 0

    /// Validates lines of standard input, and that keys come in the schema's order.
    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        def in_order(value, schema, path):
            known = list(schema.get("properties", {}))
            if not known or not isinstance(value, dict): return
            keys = list(value)
            if keys != [key for key in known if key in value]:
                print(f"{path}: keys in the order {keys}")
            for key in keys: in_order(value[key], schema["properties"][key], f"{path}.{key}")
        count = 0
        for number, line in enumerate(sys.stdin.buffer, 1):
            count += 1
            signal = json.loads(line)
            for error in validator.iter_errors(signal):
                print(f"line {number}: {error.json_path}: {error.message[:200]}")
            in_order(signal, schema, f"line {number}")
        print(f"{count} validated")
        """

    private func validate(
        _ signals: [UInt8],
        against schema: String = "signal.schema.json"
    ) -> MartletProcess.Result {
        var process = MartletProcess(
            "python3",
            "-c",
            Self.validator,
            "\(Self.root)/docs/\(schema)"
        )
        process.program = "/usr/bin/env"
        process.input = .bytes(signals)
        return process.run()
    }

    @Test(.enabled(if: hasValidator, "python3-jsonschema is not installed"))
    func everySignalOfTheSampleIsValid() {
        var process = MartletProcess(
            "scan",
            "-q",
            "-r",
            "rulesets/kubernetes-audit",
            "rulesets/kubernetes-audit/samples"
        )
        process.folder = Self.root
        let scan = process.run()
        #expect(scan.status == 0)
        #expect(scan.lines.count > 10)
        #expect(validate(scan.output).text == "\(scan.lines.count) validated\n")
    }

    @Test(.enabled(if: hasValidator, "python3-jsonschema is not installed"))
    func signalsWithEventsAreValid() {
        let folder = Fixture.folder()
        var process = MartletProcess("scan", "-q", "--include-event", "-r", "rules", "audit.log")
        process.folder = folder.path
        #expect(validate(process.run().output).text == "3 validated\n")
    }

    /// Signals of hostile events are still JSON of the promised shape.
    @Test(.enabled(if: hasValidator, "python3-jsonschema is not installed"))
    func signalsOfStrangeEventsAreValid() {
        let folder = Fixture.folder()
        let shell = #""verb":"create","objectRef":{"subresource":"exec""#
        folder.write(
            "strange.log",
            """
            {\(shell),"name":7}}
            {\(shell)},"user":{"username":null,"groups":"x"},"sourceIPs":[],"stage":[]}
            {\(shell)},"user":[{"username":"a"}],"responseStatus":{"code":"200"}}
            {\(shell)},"responseStatus":{"code":1e400},"annotations":{"authorization.k8s.io/decision":true}}
            {\(shell)},"user":{"username":"\\ud800\\u0000\\" \\/ é"},"auditID":"","stageTimestamp":""}

            """
        )
        var process = MartletProcess("scan", "-q", "-r", "rules", "strange.log")
        process.folder = folder.path
        let scan = process.run()
        #expect(scan.lines.count == 5)
        #expect(validate(scan.output).text == "5 validated\n")
    }

    @Test(.enabled(if: hasValidator, "python3-jsonschema is not installed"))
    func signalsOfCorrelationsAndMatchesAreValid() {
        let folder = CorrelatedLog.folder()
        func scan(_ arguments: String...) -> MartletProcess.Result {
            var process = MartletProcess(
                arguments: ["scan", "-q", "-r", "rules.yml"] + arguments + ["all.log"]
            )
            process.folder = folder.path
            return process.run()
        }
        func validate(_ lines: [Substring], against schema: String) {
            let text = lines.map { $0 + "\n" }.joined()
            let result = self.validate(Array(text.utf8), against: schema)
            #expect(result.text == "\(lines.count) validated\n")
            #expect(!lines.isEmpty)
        }
        validate(scan().lines, against: "signal.schema.json")
        validate(scan("--allowed-lateness", "5s").lines, against: "signal.schema.json")
        let limited = scan("--max-signals-per-rule", "1").lines
        let withheld = limited.filter { $0.contains("signals_withheld") }
        validate(withheld, against: "signals-withheld.schema.json")
        let emitted = scan("--emit", "matches").lines
        let matches = emitted.filter { !$0.contains(#""schema":"martlet.signal/1""#) }
        validate(matches, against: "match.schema.json")
    }

    /// What no rule saw of the input of a run that goes on.
    @Test(.enabled(if: hasValidator, "python3-jsonschema is not installed"))
    func signalsOfTheInputAreValid() {
        let folder = Fixture.folder()
        let long = "{\"a\":\"" + String(repeating: "x", count: 200) + "\"}"
        var process = MartletProcess("run", "-q", "-r", "rules", "--line-limit", "100")
        process.folder = folder.path
        process.input = .bytes(Array("x\n\(long)\n\u{1B}\"\\\n".utf8) + [0xFF, 0x0A])
        let run = process.run()
        #expect(run.lines.count == 3)
        #expect(validate(run.output).text == "3 validated\n")
    }

    @Test(.enabled(if: hasValidator, "python3-jsonschema is not installed"))
    func theValidatorRefusesWhatIsWrong() {
        let text = #"{"id":"x","schema":"martlet.signal/1"}"#
        let result = validate(Array(text.utf8))
        #expect(result.text.contains("'source' is a required property"))
        #expect(result.text.contains("keys in the order"))
    }
}
