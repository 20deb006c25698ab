import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Tests that one search finds hold as often as tests that are run one by one.
@Suite struct LiteralSearchTests {
    /// Texts that overlap, with letters that fold to ASCII or stay as they are.
    private static let words = [
        "abc", "bcd", "abcd", "aabc", "cab", "xyz://", "://", "KEY", "key", "s3cr3t", "\u{212A}ey",
        "\u{17F}ecret", "secret", "\u{130}d", "größe", "GRÖSSE", "\\", "a b", "passw", "ord", "\"",
        "a", "x", "ab", "bc", "//", "k", " -e ", " /e ", " \u{2014}e ", " -ab", "\u{2013}key ",
    ]
    private static let dashed = [" -e ", " -ab", "-key", " /e", "-a", " -k -e ", "x -a"]
    private static let modifiers = [
        "contains", "contains|cased", "startswith", "endswith", "startswith|cased", "",
        "endswith|cased",
    ]
    private static let expressions = [
        "abc+d", "(?:abc|xyz)[0-9]", "(?i)secret_?key", "(?i)k.y", "[A-Z]{3}", "pass.*ord",
        "://[^/]",
        "(?i)(?:key|id)$", "^abc", "größe", "(?i)s3cr3t|passw", "\\x41bc", "\\p{Lu}ey", "a?b?",
        "(?:aabc.{2,4}){1,2}", "[\u{130}i]d",
    ]

    private static let logSources = [
        "{category: web}", "{category: mail}", "{product: any}", "{category: other}",
    ]
    private static let sources = ["web", "mail"].map { name in
        """
        log_source: \(name)
        admits: {category: \(name), product: any}
        recognize:
            \(name): 1
        """
    }

    /// Rules with a test each, for several log sources if they are to be routed.
    private func rules(areRouted: Bool, using random: inout RandomSource) throws -> RuleSet {
        var documents = areRouted ? Self.sources : []
        for number in 0..<120 {
            let item: String
            switch random.below(5) {
            case 0:
                item = "field|re: '\(random.pick(Self.expressions))'"
            case 1:
                let glob = random.pick(Self.words) + random.pick(["*", "?", "*a"])
                item = "field: '*\(glob.replacing("'", with: "''"))\(random.pick(Self.words))*'"
            case 2:
                let modifier = random.pick(["contains", "startswith", "endswith", "contains|cased"])
                item = "field|windash|\(modifier): '\(random.pick(Self.dashed))'"
            default:
                let modifier = random.pick(Self.modifiers)
                let name = modifier.isEmpty ? "field" : "field|\(modifier)"
                item = "\(name): '\(random.pick(Self.words) + random.pick(["", "", "1", "k"]))'"
            }
            documents.append(
                """
                title: Rule \(number)
                id: r\(number)
                logsource: \(areRouted ? random.pick(Self.logSources) : "{category: test}")
                detection:
                    selection:
                        \(item)
                    condition: selection
                """
            )
        }
        var loader = RuleLoader()
        loader.load(source: Array(documents.joined(separator: "\n---\n").utf8), file: "rules.yml")
        let loaded = loader.finish()
        try #require(loaded.diagnostics.allSatisfy { $0.severity != .error })
        return loaded.ruleSet
    }

    private func line(using random: inout RandomSource) -> String {
        let text = (0...random.below(7)).map { _ in
            let word = random.pick(Self.words)
            return random.oneIn(3) ? word.uppercased() : word
        }
        .joined(separator: random.pick(["", "", " ", "1", "_"]))
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let sources = ["web", "mail"].filter { _ in random.oneIn(2) }.map { ",\"\($0)\":1" }
        // Long values are searched in parts of 512 bytes: words lie across the places where they meet.
        let filling = random.oneIn(3) ? String(repeating: ".", count: 480 + random.below(40)) : ""
        let more = random.oneIn(2) ? filling : ""
        return "{\"field\":\"\(filling)\(escaped)\(more)\(escaped)\"\(sources.joined())}\n"
    }

    @Test(arguments: [false, true])
    func findsWhatEachTestFindsAlone(areRouted: Bool) throws {
        var random = RandomSource(seed: 31)
        var matchCount = 0
        var pairCount = 0
        for _ in 0..<25 {
            let rules = try rules(areRouted: areRouted, using: &random)
            let text = Array((0..<40).map { _ in line(using: &random) }.joined().utf8)
            let comparison = ScanComparison(of: text, with: rules)
            let outcome = EngineScan.outcome(of: text, with: Engine(rules), options: ScanOptions())
            #expect(comparison.differences(in: outcome, isStrict: false).isEmpty)
            matchCount += comparison.expected.matches.count
            pairCount += rules.rules.count * 40
        }
        #expect(matchCount > pairCount / 40)
        #expect(matchCount < pairCount / 2)
    }
}
