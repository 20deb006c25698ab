package import MartletRules

/// Finds out which rules would miss what a policy leaves out that records all else.
package struct OmissionCheck {
    private let ruleSet: RuleSet
    private let catalogue: ResourceCatalogue

    package init(_ ruleSet: RuleSet, catalogue: ResourceCatalogue = .shipped) {
        self.ruleSet = ruleSet
        self.catalogue = catalogue
    }

    /// What may be left out.
    package struct Outcome: Sendable {
        /// For each omission the titles of the rules that read it; none where it may be left out.
        package let readers: [[String]]
        /// Rules of which it is not known what they need.
        package let undecided: [String]
    }

    /// Asks the rules about omissions, of which none takes a request that is in another.
    ///
    /// Those without readers can be left out together: no rule is blind then, and none misses
    /// anything but noise.
    package func outcome(of omissions: [Omission]) -> Outcome {
        var readers = Array(repeating: [String](), count: omissions.count)
        var left = Array(omissions.indices)
        while true {
            let all = PolicyRule(level: .requestResponse)
            let policy = AuditPolicy(rules: left.map { omissions[$0].rule } + [all])
            let sights = sights(under: policy)
            for sight in sights where sight.verdict != .sees {
                // A rule that is for noise alone is blind without it.
                for loss in sight.losses where loss.noise == nil || sight.verdict == .blind {
                    guard let line = loss.policyRule, line < left.count else { continue }
                    let title = sight.metadata.title
                    if readers[left[line]].last != title { readers[left[line]].append(title) }
                }
            }
            let remaining = left.filter { readers[$0].isEmpty }
            guard remaining.count < left.count else {
                let undecided = sights.filter { $0.verdict == .undecided }.map(\.metadata.title)
                return Outcome(readers: readers, undecided: undecided)
            }
            left = remaining
        }
    }

    /// The titles of the rules that would miss something if a stage were omitted.
    package func readers(of stage: AuditStage) -> [String] {
        let policy = AuditPolicy(
            rules: [PolicyRule(level: .requestResponse)],
            omitStages: [stage]
        )
        return sights(under: policy).filter { $0.verdict == .blind || $0.verdict == .partly }
            .map(\.metadata.title)
    }

    private func sights(under policy: AuditPolicy) -> [RuleSight] {
        // What correlations see follows from the rules that they read.
        SightCheck(policy, ruleSet, catalogue: catalogue).sights().filter { !$0.isCorrelation }
    }

    /// Whether a policy can say it: the rule is read as it is meant, and nothing is wrong with it.
    package static func canSay(
        _ omission: Omission,
        catalogue: ResourceCatalogue = .shipped
    ) -> Bool {
        let text = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            \(omission.yaml)  - level: Metadata

            """
        let file = SourceFile(path: "policy", bytes: Array(text.utf8))
        var log = DiagnosticLog(file: file)
        guard let policy = PolicyReader.policy(in: file, into: &log), log.diagnostics.isEmpty,
            policy.rules.count == 2, policy.rules[0].texts == omission.rule.texts
        else { return false }
        let end = file.location(at: policy.rules[1].range.lowerBound).line
        return PolicyProblems.all(policy, in: file, catalogue: catalogue)
            .allSatisfy { $0.location.line >= end }
    }
}

extension PolicyRule {
    /// All that its lists hold.
    fileprivate var texts: [String] {
        (users + userGroups + verbs + nonResourceURLs + resources.flatMap(\.resources)).map(\.text)
            + resources.map(\.group)
    }
}
