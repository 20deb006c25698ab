package import MartletRules

/// The parts of a signal that depend on the rule alone, encoded once.
package struct RuleHeadings: Sendable {
    /// `,"rule":{...},"ruleset":"..."`, one for each condition of the rule.
    package let json: [[UInt8]]
    /// What the rule contributes to signal ids.
    let seed: UInt64
    let level: Level

    package init(_ rule: Rule, fingerprint: String) {
        let count = rule.detection.conditions.count
        json = (0..<count).map { condition in
            RuleHeadings.encode(
                rule,
                condition: count > 1 ? condition : nil,
                fingerprint: fingerprint
            )
        }
        seed = SignalID.ruleSeed(rule: rule.id ?? rule.title, fingerprint: fingerprint)
        level = rule.level
    }

    private static func encode(_ rule: Rule, condition: Int?, fingerprint: String) -> [UInt8] {
        var output: [UInt8] = []
        func append(_ key: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            output += Array("\"\(key)\":".utf8)
            JSONText.append(quoted: text, to: &output)
            output.append(UInt8(ascii: ","))
        }
        func append(_ key: String, _ texts: [String]) {
            output += Array("\"\(key)\":[".utf8)
            for (index, text) in texts.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSONText.append(quoted: text, to: &output)
            }
            output += Array("],".utf8)
        }
        output += Array(",\"rule\":{".utf8)
        append("id", rule.id)
        append("title", rule.title)
        append("level", rule.level.rawValue)
        append("status", rule.status)
        append("tags", rule.tags)
        append("tactics", rule.tags.compactMap(tactic))
        append("techniques", rule.tags.compactMap(technique))
        append("author", rule.author)
        let references = rule.references.filter { !$0.isEmpty }
        if !references.isEmpty { append("references", references) }
        if let condition { output += Array("\"condition\":\(condition),".utf8) }
        output.removeLast()
        output += Array("},\"ruleset\":\"\(fingerprint)\"".utf8)
        return output
    }

    /// The name behind `attack.` when it is a tactic: `defense-evasion`.
    private static func tactic(_ tag: String) -> String? {
        guard let name = attackName(tag), !name.isEmpty,
            name.utf8.allSatisfy({
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            })
        else { return nil }
        return String(name.map { $0 == "_" ? "-" : $0 })
    }

    /// The number behind `attack.` when it is a technique: `T1059.004`.
    private static func technique(_ tag: String) -> String? {
        guard let name = attackName(tag), name.utf8.first == UInt8(ascii: "t"),
            name.utf8.count == 5 || name.utf8.count == 9,
            name.utf8.enumerated().dropFirst().allSatisfy({ index, byte in
                index == 5
                    ? byte == UInt8(ascii: ".")
                    : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            })
        else { return nil }
        return "T" + name.dropFirst()
    }

    private static func attackName(_ tag: String) -> String? {
        let lowered = tag.lowercased()
        guard lowered.hasPrefix("attack.") else { return nil }
        return String(lowered.dropFirst("attack.".count))
    }
}
