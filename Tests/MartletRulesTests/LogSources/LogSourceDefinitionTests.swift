import MartletRules
import Testing

/// Log sources as they are read from YAML.
@Suite struct LogSourceDefinitionTests {
    private func load(_ sources: String...) -> LoadedRules {
        var loader = RuleLoader()
        for (index, source) in sources.enumerated() {
            loader.load(source: Array(source.utf8), file: "\(index).yml")
        }
        return loader.finish()
    }

    @Test func theShippedOneKnowsKubernetes() throws {
        let source = try #require(LogSourceDefinition.shipped.first)
        #expect(LogSourceDefinition.shipped.count == 1)
        #expect(source.name == "kubernetes-audit")
        #expect(source.opening?.keys == [Array("kind".utf8), Array("apiVersion".utf8)])
        #expect(source.opening?.bytes.count == 47)
        #expect(source.time.first?.description == "stageTimestamp")
        #expect(source.eventID?.description == "auditID")
        #expect(
            source.duplicateKey.map(\.description)
                == ["auditID", "requestReceivedTimestamp"]
        )
        #expect(source.fields.count > 30)
        #expect(source.fields.contains { $0.includesDescendants })
        #expect(source.fields.contains { $0.values?.contains("deletecollection") == true })
        #expect(source.envelopes.count >= 10)
    }

    @Test(arguments: [
        ("product: kubernetes", true), ("{product: kubernetes, service: audit}", true),
        ("{category: application, product: kubernetes, service: audit}", true),
        ("{product: KUBERNETES}", true), ("category: audit", true), ("service: audit", true),
        ("product: windows", false), ("{product: linux, service: audit}", false),
        ("{product: kubernetes, service: kubelet}", false), ("category: process_creation", false),
    ])
    func aRuleMaySayNoMoreThanItsSource(logSource: String, isAdmitted: Bool) throws {
        let loaded = load(
            """
            title: t
            logsource: \(logSource.contains("{") ? logSource : "{\(logSource)}")
            detection: {s: {a: 1}, condition: s}
            """
        )
        let rule = try #require(loaded.ruleSet.rules.first)
        let source = try #require(loaded.ruleSet.logSources.first)
        #expect(source.admission.admits(rule.logSource) == isAdmitted)
    }

    @Test func aSourceThatSaysNothingAdmitsOnlyRulesThatSayNothing() {
        #expect(!LogSourceAdmission().admits(LogSource(product: "kubernetes")))
        #expect(LogSourceAdmission().admits(LogSource()))
    }

    @Test func usersSourcesGoFirst() {
        let loaded = load("log_source: web\nrecognize: {a: 1}")
        #expect(loaded.ruleSet.logSources.map(\.name) == ["web", "kubernetes-audit"])
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules.isEmpty)
    }

    @Test(arguments: [
        #"{"kind":"Event","#, #"{"a":"b","c":"d","e":"f","#,
    ])
    func openingsAreWholeMembers(_ text: String) {
        #expect(EventOpening(text) != nil)
    }

    @Test(arguments: [
        "", "{", #"{"kind":"Event""#, #"{"kind":"Event"}"#, #"{"kind": "Event","#,
        #"{"kind":"Ev\"ent","#, #"{"kind":7,"other":"b","#, #"["kind":"Event","#,
        #"{"kind":"Event",x"#, #"{"k":"e","#, "{\"kind\":\"E\u{e9}vent\",",
    ])
    func otherOpeningsAreRefused(_ text: String) {
        #expect(EventOpening(text) == nil)
    }

    /// The vector search for an opening reads no farther than 16 bytes behind its start.
    @Test func theProbeIsNear() throws {
        let long = String(repeating: "v", count: 100) + "X"
        for (text, offset) in [
            (#"{"kind":"Event","#, 9), (#"{"kind":"\#(long)","#, 16), (#"{"Kind":"Event","#, 2),
            (#"{"kind":"event","#, 15),
        ] {
            #expect(try #require(EventOpening(text)).probeOffset == offset, "\(text)")
        }
    }
}
