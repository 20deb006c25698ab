import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct SignalIDTests {
    private func id(
        _ event: String = #"{"a":1}"#,
        offset: Int = 7,
        rule: String = "r",
        ordinal: Int = 0,
        fingerprint: String = "f"
    ) -> String {
        let seed = SignalID.ruleSeed(
            rule: RuleIdentity(text: rule, ordinal: ordinal),
            fingerprint: fingerprint
        )
        return SignalID.text(event: Array(event.utf8), offset: offset, ruleSeed: seed)
    }

    @Test func isThirtyTwoDigits() {
        #expect(id().utf8.count == 32)
        #expect(id().utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
    }

    @Test func staysTheSameInEveryRelease() {
        // Whoever stored signals compares their ids with those of a later run.
        #expect(id() == "f3357b9933d0d60dd2c8f146129edb1d")
    }

    @Test func differsWithEverythingItIdentifies() {
        let ids = [
            id(), id(#"{"a":2}"#), id(#"{"a":1} "#), id(""), id(offset: 8), id(offset: 0),
            id(rule: "s"), id(fingerprint: "g"), id(rule: "fr", fingerprint: ""),
            id(rule: "", fingerprint: "fr"), id(ordinal: 1), id(ordinal: 2), id(rule: "r1"),
        ]
        #expect(Set(ids).count == ids.count)
    }

    /// Documents of a collection share what their global document says, the id too.
    @Test func differsBetweenRulesOfOneID() {
        let rules = """
            action: global
            title: t
            id: shared
            logsource: {product: kubernetes}
            ---
            detection: {s: {verb: get}, condition: s}
            ---
            detection: {s: {verb|startswith: g}, condition: s}
            """
        var loader = RuleLoader()
        loader.load(source: Array(rules.utf8), file: "rules.yml")
        let loaded = loader.finish()
        #expect(loaded.diagnostics == [])
        let event = Array(#"{"verb":"get","auditID":"1"}"#.utf8)
        let signals = EngineScan.signals(of: event, with: Engine(loaded.ruleSet))
        #expect(signals.count == 2)
        #expect(Set(signals.map { "\($0["id"] ?? .null)" }).count == 2)
        #expect(signals.allSatisfy { $0["rule"]?["id"] == .string(Array("shared".utf8)) })
    }

    /// However many events of a chunk match, and however long they are.
    @Test(arguments: [1, 3, 4, 5, 60])
    func eachSignalHasThatOfItsEvent(_ count: Int) {
        let rules = [SearchSketch.item("a", tests: .exists(true)), SearchSketch.item("b", "x")]
        let engine = SearchSketch.engine(rules)
        var random = RandomSource(seed: UInt64(count))
        var log: [UInt8] = []
        var expected: [String] = []
        for number in 0..<count {
            let padding = String(repeating: "p", count: random.below(200))
            let event = #"{"a":\#(number),"b":"x","c":"\#(padding)"}"#
            for rule in ["r0", "r1"] {
                let fingerprint = engine.rulesetFingerprint
                expected.append(
                    id(event, offset: log.count, rule: rule, fingerprint: fingerprint)
                )
            }
            log += Array("\(event)\n".utf8)
        }
        let signals = EngineScan.signals(of: log, with: engine)
        #expect(signals.map { $0["id"] } == expected.map { .string(Array($0.utf8)) })
    }

    @Test func differsAlongALog() {
        #expect(Set((0..<10_000).map { id(offset: $0) }).count == 10_000)
    }
}
