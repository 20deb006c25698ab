import Foundation
import MartletRules
import Testing

/// The schemas: recorded, valid, taking every rule that loads and refusing typical mistakes.
@Suite struct SchemaCommandTests {
    private static let rules = SchemaValidator(schema: "\(Fixture.root)/docs/rule.schema.json")
    private static let tests = SchemaValidator(schema: "\(Fixture.root)/docs/test.schema.json")
    private static let logSources = SchemaValidator(
        schema: "\(Fixture.root)/docs/log-source.schema.json"
    )

    /// Made anew with `martlet schema KIND -o docs/KIND.schema.json`.
    @Test(arguments: ["rule", "test", "log-source", "run"])
    func theDocumentsAreWhatTheCommandPrints(kind: String) throws {
        let result = MartletProcess("schema", kind).run()
        #expect(result.status == 0)
        let path = "\(Fixture.root)/docs/\(kind).schema.json"
        #expect(result.text == (try String(contentsOfFile: path, encoding: .utf8)))
    }

    private static func files(in folder: String) throws -> [(name: String, text: String)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        return try names.filter { $0.hasSuffix(".yml") }.map { name in
            (name, try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
        }
    }

    @Test(.enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"))
    func theShippedRulesAreValid() throws {
        let files = try Self.files(in: "\(Fixture.root)/rulesets")
        #expect(files.count > 10)
        #expect(try Self.rules.refusals(of: files).map(\.reason) == [])
    }

    /// Of SigmaHQ only files with `action` are refused: their documents are no rules on their own.
    @Test(
        .enabled(
            if: SchemaValidator.isInstalled && corpora != nil,
            "set MARTLET_CORPORA to the folder that holds sigmahq-rules.tar.xz"
        )
    )
    func theRulesOfSigmaHQAreValid() throws {
        let folder = TemporaryFolder()
        let archive = "\(Self.corpora ?? "")/sigmahq-rules.tar.xz"
        #expect(MartletProcess.tool("/bin/tar", "-xf", archive, "-C", folder.path).status == 0)
        let files = try Self.files(in: folder.path)
        #expect(files.count > 3_700)
        for refusal in try Self.rules.refusals(of: files) {
            let text = files.first { $0.name == refusal.name }?.text ?? ""
            #expect(text.contains("action: global"), "\(refusal.name): \(refusal.reason)")
        }
    }

    private static let corpora = ProcessInfo.processInfo.environment["MARTLET_CORPORA"]

    private static let head = "title: Rule\nlogsource: {product: kubernetes}\n"

    private static func detection(_ selection: String) -> String {
        head + "detection:\n  selection:\n    \(selection)\n  condition: selection\n"
    }

    private static let sound = detection("verb: get")

    @Test(
        .enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"),
        arguments: [
            detection("verb|contains|all: [a, b]"),
            detection("verb|re|i: 'a.*b'"),
            detection("responseStatus.code|gte: 400"),
            detection("verb|exists: false"),
            detection("a|hour|lt: 6"),
            detection("containers[any]: {image|startswith: x, privileged: true}"),
            detection("containers[none]: {a: {b: 1}, condition: a}"),
            head + "detection: {keywords: [one, two, 3], condition: [keywords, not keywords]}\n",
            head + "detection: {list: [{a: 1}, word], condition: list}\n",
            sound + "level: high\nstatus: test\ntags: [attack.execution, cve.2020-1]\nowner: us\n",
            sound + "martlet: {message: '{a}', tests: [{name: a, match: true, event: {a: 1}}]}\n",
            sound + "related: [{id: x, type: derived}]\ndate: 2026-11-25\n",
            "title: F\nlogsource: {product: x}\nfilter: {rules: any, a: {b: 1}, condition: not a}\n"
                + "martlet: {reason: because, expires: 2027-01-01}\n",
            "title: C\ncorrelation: {type: event_count, rules: [a], timespan: 5m, group-by: [b],"
                + " condition: {gte: 5}}\nlevel: high\n",
            "rule: a\ntests: [{name: a, match: false, file: a.ndjson}]\n",
            "action: global\nlogsource: {product: x}\n",
        ]
    )
    func soundDocumentsAreValid(document: String) throws {
        #expect(try Self.rules.refusals(of: [("document", document)]).map(\.reason) == [])
    }

    @Test(
        .enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"),
        arguments: [
            "titel: Rule\nlogsource: {product: x}\ndetection: {a: {b: 1}, condition: a}\n",
            "title: Rule\ndetection: {a: {b: 1}, condition: a}\n",
            "title: Rule\nlogsource: {vendor: x}\ndetection: {a: {b: 1}, condition: a}\n",
            head + "detection: {selection: {a: 1}}\n",
            head + "detection: {condition: selection}\n",
            head + "detection: {a: {}, condition: a}\n",
            head + "detection: {a: [], condition: a}\n",
            head + "detection: {a: {b: {c: 1}}, condition: a}\n",
            detection("verb|contain: get"),
            detection("verb|contains|starts: get"),
            detection("verb|exists: 'yes'"),
            detection("code|gt: many"),
            detection("time|hour: 6.5"),
            detection("address|cidr: 10"),
            detection("containers[any]: privileged"),
            sound + "level: severe\n",
            sound + "status: done\n",
            sound + "tags: attack.execution\n",
            sound + "tags: [execution]\n",
            sound + "references: https://example.org\n",
            sound + "date: yesterday\n",
            sound + "martlet: {massage: x}\n",
            sound + "martlet: {tests: [{name: a, event: {a: 1}}]}\n",
            sound + "martlet: {tests: [{name: a, match: yes, event: {a: 1}}]}\n",
            sound + "martlet: {tests: [{name: a, match: true, event: {a: 1}, file: x}]}\n",
            sound + "martlet: {tests: [{name: a, match: true, file: /etc/passwd}]}\n",
            "title: F\nlogsource: {product: x}\nfilter: {a: {b: 1}, condition: not a}\n",
            "title: C\ncorrelation: {rules: [a]}\n",
            "rule: a\n",
            "rule: a\ntests: []\n",
            "rule: a\ntest: [{name: a, match: false, file: a.ndjson}]\n",
            "- title: Rule\n",
        ]
    )
    func mistakesAreRefused(document: String) throws {
        #expect(try Self.rules.refusals(of: [("document", document)]).count == 1)
    }

    @Test(.enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"))
    func testFilesHaveASchemaOfTheirOwn() throws {
        let sound = "rule: a\ntests: [{name: a, match: false, event: '{}'}]\n"
        let files = [
            ("sound", sound), ("rule", Self.sound), ("event", sound.replacing("{}", with: "[]")),
        ]
        #expect(try Self.tests.refusals(of: files).map(\.name) == ["rule", "event"])
    }

    private static let logSource = "log_source: web\nrecognize: {a: 1}\n"

    @Test(.enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"))
    func logSourcesHaveASchemaOfTheirOwn() throws {
        let shipped = try Self.files(in: "\(Fixture.root)/rulesets/log-sources")
        let sound =
            shipped
            + [
                "",
                "fields: [a, b.**, {field: c, form: list}, {field: d, values: [x, 404]}]\n",
                "fields: a\ntime: [a, b]\nid: c\nduplicate: [c, d]\ndescription: of a shop\n",
                "signal: {who: {user: a}, how: {code: {field: b, form: integer}}}\n",
                "redact: [{fields: [a, b], when: {c|exists: true}}]\naliases: {x: [a, b]}\n",
                "envelopes: [{name: e, events: log, when: {s: {a: 1}, condition: s}}]\n",
            ].map { ("sound", Self.logSource + $0) }
        #expect(shipped.count == 1)
        #expect(try Self.logSources.refusals(of: sound).map(\.reason) == [])
    }

    @Test(
        .enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"),
        arguments: [
            "log_source: web\n", "recognize: {a: 1}\n", sound, logSource + "recognise: {a: 1}\n",
            "log_source: web\nrecognize: {a|contain: 1}\n",
            "log_source: web\nrecognize: {s: {a: 1}, condition: []}\n",
            logSource + "opening: '{'\n", logSource + "opening: 'kind of an opening,'\n",
            logSource + "fields: [{field: a, form: number}]\n",
            logSource + "fields: [{values: [a]}]\n", logSource + "time: []\n",
            logSource + "signal: {whom: {user: a}}\n", logSource + "common: {a: 0}\n",
            logSource + "redact: [{fields: [a]}]\n", logSource + "envelopes: [{name: e}]\n",
            logSource + "envelopes: [{name: e, translate: {fields: {a: b}}}]\n",
        ]
    )
    func mistakesInLogSourcesAreRefused(document: String) throws {
        #expect(try Self.logSources.refusals(of: [("document", document)]).count == 1)
        // What the schema says and what martlet says agree.
        var loader = RuleLoader()
        loader.load(source: Array(document.utf8), file: "log-source.yml")
        let loaded = loader.finish()
        #expect(loaded.hasErrors || document == Self.sound)
    }
}
