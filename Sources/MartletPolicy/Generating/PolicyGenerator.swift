package import MartletRules

/// Writes the smallest policy under which rules see what they are for, and nothing leaks.
package struct PolicyGenerator {
    /// A policy and what is to be said about it.
    package struct Output: Sendable {
        /// The policy as YAML, with comments.
        package let text: String
        /// What the policy cannot give, one sentence each.
        package let remarks: [String]
        /// What rules see under it.
        package let sights: [RuleSight]
    }

    private let ruleSet: RuleSet
    private let catalogue: ResourceCatalogue
    private let demands: PolicyDemands

    /// Asks rules what they need.
    package init(_ ruleSet: RuleSet, catalogue: ResourceCatalogue = .shipped) {
        self.ruleSet = ruleSet
        self.catalogue = catalogue
        self.demands = PolicyDemands(ruleSet, catalogue: catalogue)
    }

    /// A rule of the policy and why it is there.
    private struct Line {
        let rule: PolicyRule
        let comment: String
    }

    /// The policy, checked.
    package func output() -> Output {
        let body = body
        let file = SourceFile(path: "policy", bytes: Array(body.utf8))
        var log = DiagnosticLog(file: file)
        guard let policy = PolicyReader.policy(in: file, into: &log) else {
            preconditionFailure("\(log.diagnostics)")
        }
        let sights = SightCheck(policy, ruleSet, catalogue: catalogue).sights()
        let heard = sights.filter { !$0.isSilent }
        let counts = RuleSight.Verdict.allCases.compactMap { verdict in
            let count = heard.count { $0.verdict == verdict }
            return count > 0
                ? "\(count) \(verdict.rawValue == "sees" ? "see" : verdict.rawValue)" : nil
        }
        let head = """
            # What \(countText). The first rule of the policy that fits a request counts.
            # Checked: \(counts.isEmpty ? "no rules" : counts.joined(separator: ", ")).

            """
        return Output(text: head + body, remarks: remarks, sights: sights)
    }

    private var body: String {
        let lines = secretLines + resourceLines + pathLines + otherLines
        let all = noiseLines(before: lines.map(\.rule)) + lines
        var text = "apiVersion: audit.k8s.io/v1\nkind: Policy\n"
        if !demands.needsReceived {
            text += "# A later stage says all that this one does.\nomitStages: [RequestReceived]\n"
        }
        text += "rules:\n"
        for line in all { text += PolicyRule.comment(line.comment) + line.rule.yaml }
        if all.isEmpty {
            text += PolicyRule.comment("No rule asks for anything.") + "  - level: None\n"
        }
        return text
    }

    private var countText: String {
        let count = SightCheck.auditRules(of: ruleSet).count
        return count == 1
            ? "1 rule for Kubernetes audit logs needs"
            : "\(count) rules for Kubernetes audit logs need"
    }

    private var remarks: [String] {
        demands.refused.sorted { $0.key < $1.key }.map { name, rules in
            "\(titles(rules, limit: 100)) would need the bodies of \(name), which hold secrets: "
                + "they stay at Metadata"
        }
            + demands.undecided.map { "'\(ruleSet.rules[$0].title)': what it needs is not known" }
    }

    // MARK: - Lines

    /// Resources whose bodies hold secrets, if any rule or line of the policy is for them.
    private var secretLines: [Line] {
        let secrets = catalogue.secrets.filter { secret in
            !secret.isPossible && catalogue.knows(group: secret.group)
                && catalogue.entries.contains { entry in
                    entry.group == secret.group && entry.name == secret.name
                        && entry.verbs.contains { verb in
                            demands.resources[PolicyDemands.Key(entry: entry, verb: verb)] != nil
                                || demands.others[verb] != nil
                        }
                }
        }
        guard !secrets.isEmpty else { return [] }
        var rule = PolicyRule(level: .metadata)
        rule.resources = grouped(secrets.map { ($0.group, $0.name) })
        return [Line(rule: rule, comment: "Values of secrets and tokens never enter the log.")]
    }

    /// Requests that need a line of their own, those with the most recorded first.
    private var resourceLines: [Line] {
        struct Key: Hashable {
            let level: AuditLevel
            let verbs: [String]
            let isAnonymous: Bool
        }
        var lines: [Key: (names: [(String, String)], rules: [Int])] = [:]
        var order: [Key] = []
        for entry in catalogue.entries where !isSecret(entry) {
            var ofEntry: [Key: (verbs: [String], rules: [Int])] = [:]
            for verb in entry.verbs {
                let demand = demands.resources[PolicyDemands.Key(entry: entry, verb: verb)]
                guard let demand, demands.others[verb]?.covers(demand) != true else { continue }
                let key = Key(level: demand.level, verbs: [], isAnonymous: demand.isAnonymous)
                ofEntry[key, default: ([], [])].verbs.append(verb)
                ofEntry[key]?.rules += demand.rules
            }
            for (key, found) in ofEntry {
                let key = Key(level: key.level, verbs: found.verbs, isAnonymous: key.isAnonymous)
                if lines[key] == nil { order.append(key) }
                lines[key, default: ([], [])].names.append((entry.group, entry.name))
                lines[key]?.rules += found.rules
            }
        }
        let sorted = order.enumerated().sorted { left, right in
            (right.element.level, left.element.verbs.joined(), left.offset)
                < (left.element.level, right.element.verbs.joined(), right.offset)
        }
        return sorted.map { _, key in
            var rule = PolicyRule(level: key.level)
            if key.isAnonymous { rule.userGroups = [PolicyText(AuditUser.unauthenticatedGroup)] }
            rule.verbs = key.verbs.map { PolicyText($0) }
            rule.resources = grouped(lines[key]?.names ?? [])
            return Line(rule: rule, comment: "For \(titles(lines[key]?.rules ?? [])).")
        }
    }

    /// Paths that are no resources, unless a line for all that is left takes them along.
    private var pathLines: [Line] {
        guard !hasCatchAll, !demands.paths.isEmpty else { return [] }
        let isEverything =
            catalogue.paths.count { demands.paths[$0] != nil } > catalogue.paths.count / 2
        var rule = PolicyRule(level: .metadata)
        let verbs = Set(demands.paths.values.flatMap(\.keys))
        if verbs.count < ResourceCatalogue.methods.count {
            rule.verbs = ResourceCatalogue.methods.filter(verbs.contains).map { PolicyText($0) }
        }
        let patterns = demands.paths.keys.sorted().map { TextPattern.pattern(ofExample: $0) }
        rule.nonResourceURLs = (isEverything ? ["*"] : patterns).map { PolicyText($0) }
        let rules = demands.paths.values.flatMap(\.values).flatMap(\.rules)
        return [Line(rule: rule, comment: "For \(titles(rules)).")]
    }

    /// All that is left, for rules that ask for whatever there is.
    private var otherLines: [Line] {
        let levels = Set(demands.others.values.map(\.level)).sorted(by: >)
        return levels.flatMap { level in
            [false, true].compactMap { isAnonymous in
                let found = demands.others.filter {
                    $0.value.level == level && $0.value.isAnonymous == isAnonymous
                }
                guard !found.isEmpty else { return nil }
                var rule = PolicyRule(level: level)
                if isAnonymous { rule.userGroups = [PolicyText(AuditUser.unauthenticatedGroup)] }
                if !(level == levels.last && hasCatchAll && !isAnonymous) {
                    rule.verbs = ResourceCatalogue.verbs.filter { found[$0] != nil }
                        .map { PolicyText($0) }
                }
                let rules = found.values.flatMap(\.rules)
                return Line(rule: rule, comment: "All that is left, for \(titles(rules)).")
            }
        }
    }

    /// Whether a line without verbs ends the policy: rules ask for all verbs of whatever there is.
    private var hasCatchAll: Bool {
        demands.others.count == ResourceCatalogue.verbs.count
            && demands.others.values.contains { !$0.isAnonymous }
    }

    /// The noise that other lines would record.
    private func noiseLines(before rules: [PolicyRule]) -> [Line] {
        let policy = AuditPolicy(rules: rules)
        return catalogue.noise.filter { noise in
            noise.rule.examples.contains { policy.decision(on: $0.request).level > .none }
        }.map { Line(rule: $0.rule, comment: "Noise: \($0.name).") }
    }

    private func isSecret(_ entry: ResourceCatalogue.Entry) -> Bool {
        catalogue.secrets.contains {
            !$0.isPossible && $0.group == entry.group && $0.name == entry.name
        }
    }

    private func grouped(_ names: [(group: String, name: String)]) -> [PolicyRule.GroupResources] {
        var groups: [PolicyRule.GroupResources] = []
        for (group, name) in names {
            if let index = groups.firstIndex(where: { $0.group == group }) {
                groups[index].resources.append(PolicyText(name))
            } else {
                groups.append(.init(group: group, resources: [PolicyText(name)]))
            }
        }
        return groups
    }

    /// The titles of rules, each once.
    private func titles(_ rules: [Int], limit: Int = 8) -> String {
        let names = Set(rules).sorted().map { "'\(VisibleText.escape(ruleSet.rules[$0].title))'" }
        guard names.count > limit + 1 else { return names.joined(separator: ", ") }
        return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
    }
}
