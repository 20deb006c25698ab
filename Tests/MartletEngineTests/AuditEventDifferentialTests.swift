import Glibc
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The engine against the reference evaluator, on events that it need not read to their ends.
///
/// `MARTLET_DIFFERENTIAL_PAIRS` and `MARTLET_DIFFERENTIAL_SEED` are those of ``DifferentialTests``.
@Suite struct AuditEventDifferentialTests {
    private static let linesPerRound = 12
    private static let rulesPerRound = 6
    /// At most this many differences are collected before the test gives up.
    private static let differenceLimit = 3

    private func setting(_ name: String, default fallback: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
    }

    /// Events on lines of their own; some damaged, some with a second one behind them.
    private func chunk(using random: inout RandomSource) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<Self.linesPerRound {
            var line = RandomAuditEvents.line(using: &random)
            if random.oneIn(8) { line = LineMutator.mutate(line, using: &random) }
            if random.oneIn(12) {
                let second = RandomAuditEvents.line(using: &random)
                let kept = line.count - (random.oneIn(2) ? 0 : random.below(line.count))
                line = line[..<kept] + second
            }
            text += line + Array(random.pick(["\n", "\n", "\n", "\r\n", " \n"]).utf8)
        }
        return text
    }

    private func differences(_ text: [UInt8], _ rules: RuleSet) -> (found: [String], matches: Int) {
        let comparison = ScanComparison(of: text, with: rules)
        let engine = Engine(rules)
        let found = [false, true].flatMap { isStrict in
            var options = ScanOptions()
            options.isStrict = isStrict
            let outcome = EngineScan.outcome(of: text, with: engine, options: options)
            return comparison.differences(in: outcome, isStrict: isStrict)
                .map { (isStrict ? "strict: " : "default: ") + $0 }
        }
        return (found, comparison.expected.matches.count)
    }

    @Test func engineAgreesWithTheReference() {
        let pairs = setting("MARTLET_DIFFERENTIAL_PAIRS", default: 5_000)
        let firstSeed = setting("MARTLET_DIFFERENTIAL_SEED", default: 1)
        let pairsPerRound = Self.linesPerRound * Self.rulesPerRound
        var matchCount = 0
        var differences: [String] = []
        for round in 0..<(pairs + pairsPerRound - 1) / pairsPerRound {
            var random = RandomSource(seed: UInt64(firstSeed + round))
            let rules = RandomAuditRules.ruleSet(count: Self.rulesPerRound, using: &random)
            let (found, matches) = self.differences(chunk(using: &random), rules)
            matchCount += matches
            differences += found.map { "seed \(firstSeed + round), \($0)" }
            if differences.count >= Self.differenceLimit { break }
        }
        for difference in differences.prefix(Self.differenceLimit) {
            Issue.record(Comment(rawValue: difference))
        }
        // Rules that hardly ever match, or always do, would compare nothing.
        #expect(differences.count > 0 || matchCount > pairs / 20)
        #expect(differences.count > 0 || matchCount < pairs / 2)
    }

    /// The first look at an event may end at any byte of a number, or beside it.
    @Test(arguments: ["403", "40.3e1", "-1", "403.5"])
    func aNumberMayLieWhereTheFirstLookEnds(_ code: String) {
        let fields = ["responseStatus.code", "auditCount", "user.username"]
        let rules = RuleSet(
            rules: fields.map { field in
                let tests: [ValueTest] = ["403", "4", "40", "2", "20", "-1", "403.5"]
                    .compactMap { NumberLiteral($0) }.map { .number($0) }
                return tests.enumerated().map { index, test in
                    rule("\(field) \(index)", field: field, test: test)
                } + [
                    rule(
                        "\(field) text",
                        field: field,
                        test: .text(
                            TextPattern(literal: Array("dana".utf8)),
                            caseSensitive: false
                        )
                    )
                ]
            }.flatMap { $0 },
            fingerprint: "0123456789abcdef"
        )
        var text: [UInt8] = []
        let rest = String(repeating: "y", count: 560)
        for padding in Array(868..<881) + Array(941..<950) {
            let agent = String(repeating: "x", count: padding)
            text += Array(
                """
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","userAgent":"\(agent)",\
                "auditCount":\(code),"user":{"username":"dana"},\
                "responseStatus":{"metadata":{},"code":\(code)},"requestObject":"\(rest)"}\n
                """.utf8
            )
        }
        // Together, and each field alone, so that the walk may end behind it.
        #expect(differences(text, rules).found.prefix(1) == [])
        for field in fields {
            let own = rules.rules.filter { ($0.id ?? "").hasPrefix(field) }
            let ruleSet = RuleSet(rules: own, fingerprint: "0123456789abcdef")
            #expect(differences(text, ruleSet).found.prefix(1) == [])
        }
    }

    private func rule(_ id: String, field: String, test: ValueTest) -> Rule {
        let location = SourceLocation(file: "edge.yml", line: 1, column: 1)
        let item = DetectionItem(field: FieldPath(field), tests: [test], location: location)
        let selection = Selection(name: "selection", search: .item(item), location: location)
        var rule = Rule(
            title: id,
            level: .low,
            detection: Detection(selections: [selection], conditions: [.selection(0)]),
            location: location
        )
        rule.id = id
        return rule
    }
}
