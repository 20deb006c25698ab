/// What a rule's tag says in the words of MITRE ATT&CK.
///
/// Source: Sigma tags appendix 2.1, "attack".
package enum AttackTag: Hashable, Sendable {
    /// A goal of the attacker by its short name, such as `defense-evasion`.
    case tactic(String)
    /// A way to reach it by its number, such as `T1059` or `T1059.004`.
    case technique(String)

    /// Reads a tag, in any case; words of a tactic are divided by `-` or `_`.
    ///
    /// Groups, software and what else `attack.` can name are `nil`.
    package init?(_ tag: String) {
        let lowered = tag.lowercased()
        guard lowered.hasPrefix("attack.") else { return nil }
        let name = String(lowered.dropFirst("attack.".count))
        if let technique = AttackTag.technique(name) {
            self = .technique(technique)
        } else if let tactic = AttackTag.tactic(name) {
            self = .tactic(tactic)
        } else {
            return nil
        }
    }

    private static func tactic(_ name: String) -> String? {
        let words = name.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        let areLetters = words.allSatisfy { word in
            !word.isEmpty
                && word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        }
        return areLetters ? words.joined(separator: "-") : nil
    }

    private static func technique(_ name: String) -> String? {
        guard name.utf8.first == UInt8(ascii: "t"),
            name.utf8.count == 5 || name.utf8.count == 9,
            name.utf8.enumerated().dropFirst().allSatisfy({ index, byte in
                index == 5
                    ? byte == UInt8(ascii: ".")
                    : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            })
        else { return nil }
        return "T" + name.dropFirst()
    }
}

extension RuleMetadata {
    /// The tactics that the rule's tags name, each once, in their order.
    package var tactics: [String] {
        unique { if case .tactic(let name) = $0 { name } else { nil } }
    }

    /// The techniques that the rule's tags name, each once, in their order.
    package var techniques: [String] {
        unique { if case .technique(let number) = $0 { number } else { nil } }
    }

    private func unique(_ part: (AttackTag) -> String?) -> [String] {
        var seen: Set<String> = []
        return tags.compactMap { AttackTag($0).flatMap(part) }.filter { seen.insert($0).inserted }
    }
}
