import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Keywords, which are looked for in the text of an event before its values are looked at.
@Suite struct KeywordSearchTests {
    /// Texts that JSON spells in one way, in several, or only beyond ASCII.
    private static let words = [
        "abc", "bcd", "abcd", "cab", "KEY", "key", "\u{212A}ey", "gr\u{F6}\u{DF}e", "secret",
        "\u{17F}ecret", "a\"b", "\"\"", "c:\\windows", "\\\\server", "a/b", "://", "one\ttwo",
        "a\nb", "a\rb", "\u{8}ell", "f\u{C}f", "\u{1}start", "404", "-1.5", "true", "12", "xy",
        " -e ",
        "u00", "a<b", ">&1", "x&y",
    ]
    private static let expressions = [
        "abc+d", "(?i)secret_?key", "(?i)k.y", "c:.windows", "://[^/]", "a\\sb", "(?:one|two)\\t",
        "^404$", "gr\u{F6}\u{DF}e", "[0-9]{3}", "\"{2}",
    ]

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case ..<" ": result += "\\x" + (scalar.value < 16 ? "0" : "") + hex(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func hex(_ number: UInt32) -> String { String(number, radix: 16) }

    private func rules(using random: inout RandomSource) throws -> RuleSet {
        var documents: [String] = []
        for number in 0..<(random.oneIn(3) ? 2 : 40) {
            let text = Self.quoted(random.pick(Self.words) + random.pick(["", "", "1", "k"]))
            let item =
                switch random.below(8) {
                case 0: "'|re': \(Self.quoted(random.pick(Self.expressions)))"
                case 1: "'|contains|cased': \(text)"
                case 2: "'|startswith': \(text)"
                case 3: "'|endswith': \(text)"
                default: "- \(text)"
                }
            documents.append(
                """
                title: Rule \(number)
                id: r\(number)
                logsource: {category: test}
                detection:
                    selection:
                        \(item)
                    condition: \(random.oneIn(8) ? "not " : "")selection
                """
            )
        }
        var loader = RuleLoader()
        loader.load(source: Array(documents.joined(separator: "\n---\n").utf8), file: "rules.yml")
        let loaded = loader.finish()
        try #require(loaded.diagnostics.allSatisfy { $0.severity != .error })
        return loaded.ruleSet
    }

    /// A string of JSON, spelt in one of its ways.
    private func spelt(_ text: String, isOdd: Bool, using random: inout RandomSource) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if isOdd, scalar.value < 0x80, random.oneIn(6) {
                let digits = Self.hex(scalar.value)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                continue
            }
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "/": result += isOdd && random.oneIn(2) ? "\\/" : "/"
            case "\u{8}": result += "\\b"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\u{C}": result += "\\f"
            case "\r": result += "\\r"
            case ..<" ": result += "\\u000" + Self.hex(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private func line(using random: inout RandomSource) -> String {
        let isOdd = random.oneIn(3)
        func text(_ random: inout RandomSource) -> String {
            let filling = random.oneIn(4) ? String(repeating: "x", count: random.below(700)) : ""
            let words = (0..<random.below(3)).map { _ in
                let word = random.pick(Self.words)
                return random.oneIn(3) ? word.uppercased() : word
            }
            return spelt(filling + words.joined(), isOdd: isOdd, using: &random)
        }
        let values = (0..<4).map { _ in
            random.oneIn(4) ? random.pick(["404", "-1.5", "true", "null", "12e1"]) : text(&random)
        }
        let key = spelt(random.pick(Self.words), isOdd: isOdd, using: &random)
        return
            "{\"a\":\(values[0]),\"b\":{\"c\":[\(values[1]),\(values[2])],\(key):\(values[3])}}\n"
    }

    @Test func findsWhatTheReferenceFinds() throws {
        var random = RandomSource(seed: 41)
        var matchCount = 0
        var pairCount = 0
        for _ in 0..<60 {
            let rules = try rules(using: &random)
            let text = Array((0..<30).map { _ in line(using: &random) }.joined().utf8)
            let comparison = ScanComparison(of: text, with: rules)
            let outcome = EngineScan.outcome(of: text, with: Engine(rules), options: ScanOptions())
            #expect(comparison.differences(in: outcome, isStrict: false) == [])
            matchCount += comparison.expected.matches.count
            pairCount += rules.rules.count * 30
        }
        #expect(matchCount > pairCount / 20)
        #expect(matchCount < pairCount / 2)
    }
}
