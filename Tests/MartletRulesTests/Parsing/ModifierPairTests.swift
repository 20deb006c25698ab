import MartletRules
import Testing

/// Every ordered pair of modifiers means something, or is refused with a way out.
@Suite struct ModifierPairTests {
    private static let texts = ["contains", "startswith", "endswith"]
    private static let numbers = ["gt", "gte", "lt", "lte"]
    private static let times = ["minute", "hour", "day", "week", "month", "year"]
    private static let bytes = ["base64", "base64offset"]
    private static let wide = ["utf16", "utf16be", "utf16le", "wide"]
    private static let quantities = ["all", "neq", "expand"]

    /// What may stand behind a modifier when the two are alone.
    private static let companions: [String: [String]] = {
        var companions: [String: [String]] = [
            "all": texts + numbers + times + bytes
                + ["re", "cidr", "fieldref", "windash", "expand", "cased"],
            "neq": texts + numbers + times + bytes
                + ["re", "cidr", "fieldref", "windash", "expand", "cased"],
            "expand": texts + numbers + times + bytes
                + ["re", "cidr", "fieldref", "windash", "cased", "all", "neq"],
            "cased": texts + bytes + quantities + ["windash", "fieldref"],
            "windash": texts + bytes + quantities + ["cased"],
            "fieldref": texts + quantities + ["cased"],
            "cidr": quantities,
            "re": quantities + ["i", "m", "s"],
            "base64": texts + ["all", "neq", "cased"],
            "base64offset": ["contains", "all", "neq", "cased"],
            "exists": [], "i": [], "m": [], "s": [],
        ]
        for name in texts { companions[name] = quantities + ["cased", "windash", "fieldref"] }
        for name in numbers { companions[name] = quantities + times }
        for name in times { companions[name] = quantities + numbers }
        for name in wide { companions[name] = bytes }
        return companions
    }()

    private static let names = Modifier.allCases.map(\.rawValue)

    private func value(_ pair: [String]) -> String {
        if pair.contains("cidr") { return "10.0.0.0/8" }
        return pair.contains { Self.numbers.contains($0) || Self.times.contains($0) } ? "5" : "ab"
    }

    @Test func theTableNamesEveryModifier() {
        #expect(Set(Self.companions.keys) == Set(Self.names))
    }

    @Test(arguments: names)
    func everyPairIsSoundOrRefusedWithAWayOut(_ first: String) {
        for second in Self.names {
            let item = "f|\(first)|\(second): \(value([first, second]))"
            let detection = "selection:\n    \(item)\ncondition: selection"
            let loaded = RuleSource.load(RuleSource.rule(detection: detection))
            let isExpected = Self.companions[first]?.contains(second) ?? false
            #expect(loaded.hasErrors != isExpected, "\(item)")
            for error in loaded.diagnostics where error.severity == .error {
                #expect(
                    [.conflictingModifiers, .misplacedModifier].contains(error.code),
                    "\(item)"
                )
                #expect(error.help != nil, "\(item): \(error.message)")
            }
        }
    }

    @Test func whatSoundsAloneSoundsOnKeywordsUnlessItNeedsAField() {
        let needField = Set(["neq", "fieldref"] + Self.numbers + Self.times)
        for name in Self.names where !Self.wide.contains(name) && !["i", "m", "s"].contains(name) {
            let value = name == "exists" ? "true" : value([name])
            let codes = RuleSource.codes(selection: "'|\(name)': \(value)")
            let isRefused = codes.contains(.misplacedModifier)
            #expect(isRefused == (needField.contains(name) || name == "exists"), "\(name)")
        }
    }

    @Test(arguments: [
        "wide|base64offset|contains", "utf16le|base64|contains", "windash|utf16le|base64offset",
        "re|i|m|s|all", "expand|windash|contains|all", "hour|gte|neq",
        "fieldref|endswith|cased|neq",
    ])
    func longerChainsLoad(_ chain: String) {
        let value = chain.hasPrefix("hour") ? "5" : "[ab, cd]"
        #expect(RuleSource.codes(selection: "f|\(chain): \(value)") == [])
    }
}
