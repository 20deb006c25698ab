package import MartletRules

/// The parts of a signal that depend on the rule alone, encoded once.
package struct RuleHeadings: Sendable {
    /// `,"rule":{...},"ruleset":"..."`, one for each condition of the rule.
    package let json: [[UInt8]]
    /// What the rule contributes to signal ids.
    let seed: UInt64
    let level: Level

    /// Encodes what a detection rule says about itself, once for each of its conditions.
    package init(_ rule: Rule, _ identity: RuleIdentity, fingerprint: String) {
        self.init(
            rule.metadata,
            identity,
            conditionCount: rule.detection.conditions.count,
            fingerprint: fingerprint
        )
    }

    /// Encodes what a rule or a correlation says about itself, once for each of its conditions.
    package init(
        _ rule: RuleMetadata,
        _ identity: RuleIdentity,
        conditionCount count: Int = 1,
        fingerprint: String
    ) {
        json = (0..<count).map { condition in
            RuleHeadings.encode(
                rule,
                condition: count > 1 ? condition : nil,
                fingerprint: fingerprint
            )
        }
        seed = SignalID.ruleSeed(rule: identity, fingerprint: fingerprint)
        level = rule.level
    }

    private static func encode(
        _ rule: RuleMetadata,
        condition: Int?,
        fingerprint: String
    ) -> [UInt8] {
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
        append("tactics", rule.tactics)
        append("techniques", rule.techniques)
        append("author", rule.author)
        let references = rule.references.filter { !$0.isEmpty }
        if !references.isEmpty { append("references", references) }
        if let condition { output += Array("\"condition\":\(condition),".utf8) }
        output.removeLast()
        output += Array("},\"ruleset\":\"\(fingerprint)\"".utf8)
        return output
    }
}
