import MartletRules
import Testing

/// Validates YAML, as martlet reads it, against a schema of `martlet schema`.
struct SchemaValidator {
    /// A document that the schema refuses.
    struct Refusal {
        /// The name given to ``refusals(of:)``.
        let name: String
        let reason: String
    }

    /// Whether python3-jsonschema is there; `make test` installs it.
    static let isInstalled =
        MartletProcess.tool("/usr/bin/env", "python3", "-c", "import jsonschema").status == 0

    /// Reads a name and a JSON document a line, and writes the name and the reason of each refusal.
    private static let program = """
        import json, sys
        from jsonschema import Draft7Validator
        from jsonschema.exceptions import best_match
        schema = json.load(open(sys.argv[1]))
        Draft7Validator.check_schema(schema)
        validator = Draft7Validator(schema)
        count = 0
        for line in sys.stdin.buffer:
            name, document = line.split(b"\\t", 1)
            error = best_match(validator.iter_errors(json.loads(document)))
            count += 1
            if error:
                reason = f"{error.json_path}: {error.message}".replace("\\n", " ")[:300]
                print(name.decode(), reason, sep="\\t")
        print("done", count, sep="\\t")
        """

    /// The path of the schema.
    let schema: String

    /// Validates all documents of files, each given as its name and its text.
    func refusals(of files: [(name: String, text: String)]) throws -> [Refusal] {
        var lines: [UInt8] = []
        var count = 0
        for (name, text) in files {
            let file = SourceFile(path: name, bytes: Array(text.utf8))
            var log = DiagnosticLog(file: file)
            var parser = YAMLParser()
            for document in try #require(parser.parse(file, into: &log), "\(name) is no YAML") {
                guard !document.root.isNull else { continue }
                let json = try #require(EventEncoder.encode(document.root, into: &log))
                lines += Array(name.utf8) + [UInt8(ascii: "\t")] + json + [UInt8(ascii: "\n")]
                count += 1
            }
        }
        var process = MartletProcess("python3", "-c", Self.program, schema)
        process.program = "/usr/bin/env"
        process.input = .bytes(lines)
        let result = process.run()
        #expect(result.errors == "")
        #expect(result.lines.last == "done\t\(count)")
        return result.lines.dropLast().map { line in
            let parts = line.split(separator: "\t", maxSplits: 1)
            return Refusal(name: String(parts[0]), reason: String(parts.last ?? ""))
        }
    }
}
