package import MartletRules

/// Which tactics and techniques of ATT&CK a set of rules says that it covers.
///
/// A rule's technique counts under those of the rule's tactics that the technique serves in the
/// matrix, or under all of them if the matrix does not know it.
package struct Coverage {
    /// A technique under a tactic, and the rules that name both.
    package struct Technique {
        package let number: String
        package let rules: [RuleMetadata]

        /// The technique that this one refines, `T1059` for `T1059.004`.
        package var parent: String? {
            number.contains(".") ? String(number.prefix { $0 != "." }) : nil
        }
    }

    /// A tactic, or what is left over.
    package struct Tactic {
        /// The short name, or `nil` for techniques of rules that name none of their tactics.
        package let name: String?
        /// The rules that name it, those without a technique included.
        package let rules: [RuleMetadata]
        /// In the order of their numbers.
        package let techniques: [Technique]
    }

    /// The rules and correlations that give signals.
    package let rules: [RuleMetadata]
    /// The kinds of log that they are for, the most frequent first; a correlation counts with each
    /// that its rules have.
    package let logSources: [(source: LogSource, count: Int)]
    /// The tactics of the enterprise matrix, as these rules write them.
    package let matrixTactics: [String]
    /// All of the enterprise matrix in its order, then others that rules name, then none.
    package let tactics: [Tactic]

    package init(_ ruleSet: RuleSet) {
        let heard = ruleSet.rules.filter { !$0.isSilent }
        let correlations = ruleSet.correlations.filter { !$0.isSilent }
        let rules = heard.map(\.metadata) + correlations.map(\.metadata)
        self.rules = rules
        let sources = heard.map(\.logSource) + correlations.flatMap { ruleSet.logSources(of: $0) }
        logSources = Dictionary(sources.map { ($0, 1) }, uniquingKeysWith: +)
            .map { (source: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.source.text) < ($0.count, $1.source.text) }
        var cells: [String?: [String: [RuleMetadata]]] = [:]
        var leftOver: [RuleMetadata] = []
        for rule in rules {
            let places = rule.techniques.map { ($0, Coverage.tactics(of: $0, in: rule)) }
            for (technique, tactics) in places {
                for tactic in tactics {
                    cells[tactic, default: [:]][technique, default: []].append(rule)
                }
            }
            if places.contains(where: { $0.1 == [nil] }) { leftOver.append(rule) }
        }
        let named = Set(rules.flatMap(\.tactics))
        matrixTactics = AttackMatrix.tactics(asIn: named)
        let others = named.subtracting(matrixTactics).sorted()
        tactics = (matrixTactics + others + (leftOver.isEmpty ? [] : [nil])).map { name in
            Tactic(
                name: name,
                rules: name.map { name in rules.filter { $0.tactics.contains(name) } } ?? leftOver,
                techniques: (cells[name] ?? [:]).sorted { $0.key < $1.key }
                    .map { Technique(number: $0.key, rules: $0.value) }
            )
        }
    }

    /// The tactics under which a rule's technique counts; `nil` if it names none of them.
    private static func tactics(of technique: String, in rule: RuleMetadata) -> [String?] {
        let served = AttackMatrix.tactics(of: technique)
        let named = served.isEmpty ? rule.tactics : rule.tactics.filter(served.contains)
        return named.isEmpty ? [nil] : named
    }

    /// The numbers of all techniques, each once, in their order.
    package var techniques: [String] { Set(rules.flatMap(\.techniques)).sorted() }

    /// The rules that no row of a technique shows.
    package var rulesWithoutTechnique: [RuleMetadata] { rules.filter(\.techniques.isEmpty) }

    /// How many rules have each level that a rule has, the most serious first.
    package static func levels(of rules: [RuleMetadata]) -> [(level: Level, count: Int)] {
        Level.allCases.reversed().compactMap { level in
            let count = rules.count { $0.level == level }
            return count > 0 ? (level: level, count: count) : nil
        }
    }

    /// How many rules have each status that a rule has, or `none`, the most frequent first.
    package static func statuses(of rules: [RuleMetadata]) -> [(status: String, count: Int)] {
        Dictionary(rules.map { ($0.status ?? "none", 1) }, uniquingKeysWith: +)
            .map { (status: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.status) < ($0.count, $1.status) }
    }
}

extension RuleSet {
    /// The kinds of log whose events a correlation reads, through others as well.
    fileprivate func logSources(of correlation: Correlation) -> Set<LogSource> {
        var sources: Set<LogSource> = []
        var seen: Set<Correlation.Reference.Target> = []
        var queue = correlation.references.map(\.target)
        while let target = queue.popLast() {
            guard seen.insert(target).inserted else { continue }
            switch target {
            case .rule(let rule): sources.insert(rules[rule].logSource)
            case .correlation(let inner): queue += correlations[inner].references.map(\.target)
            }
        }
        return sources
    }
}
