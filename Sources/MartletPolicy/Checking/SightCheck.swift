package import MartletRules

/// Holds a policy against rules, and tells whether each sees what it is for.
package struct SightCheck {
    private let policy: AuditPolicy
    private let ruleSet: RuleSet
    private let catalogue: ResourceCatalogue

    package init(
        _ policy: AuditPolicy,
        _ ruleSet: RuleSet,
        catalogue: ResourceCatalogue = .shipped
    ) {
        self.policy = policy
        self.ruleSet = ruleSet
        self.catalogue = catalogue
    }

    /// The name of the log source whose events a policy decides on.
    private static let logSource = "kubernetes-audit"

    /// The indices of the rules that are for Kubernetes audit events.
    package static func auditRules(of ruleSet: RuleSet) -> [Int] {
        let admissions = ruleSet.logSources.filter { $0.name == logSource }.map(\.admission)
        return ruleSet.rules.indices.filter { index in
            admissions.contains { $0.admits(ruleSet.rules[index].logSource) }
        }
    }

    /// What each rule for Kubernetes audit events sees, then what correlations over them do.
    package func sights() -> [RuleSight] {
        var ofRules: [Int: RuleSight] = [:]
        let indices = SightCheck.auditRules(of: ruleSet)
        for index in indices { ofRules[index] = sight(of: ruleSet.rules[index]) }
        var ofCorrelations: [Int: RuleSight] = [:]
        for index in ruleSet.correlations.indices {
            _ = sight(ofCorrelation: index, rules: ofRules, known: &ofCorrelations)
        }
        return indices.compactMap { ofRules[$0] }
            + ruleSet.correlations.indices.compactMap { ofCorrelations[$0] }
    }

    // MARK: - Rules

    private func sight(of rule: Rule) -> RuleSight {
        var tally = SightTally(policy, noise: catalogue.noise)
        let needs = RuleNeeds(
            rule,
            filters: ruleSet.filters(of: rule),
            policy: policy,
            catalogue: catalogue
        )
        let isComplete = needs.visit { tally.add($0, $1) }
        guard isComplete else {
            return RuleSight(
                rule.metadata,
                .undecided,
                remark: "it names too many users and places to try all requests",
                isSilent: rule.isSilent
            )
        }
        guard tally.requestCount > 0 else {
            return RuleSight(
                rule.metadata,
                .undecided,
                remark: remark(on: rule, needs),
                isSilent: rule.isSilent
            )
        }
        return RuleSight(
            rule.metadata,
            tally.verdict,
            losses: tally.losses,
            isSilent: rule.isSilent
        )
    }

    /// Why no request is known that a rule could match.
    private func remark(on rule: Rule, _ needs: RuleNeeds) -> String {
        let others = RuleNeeds(
            rule,
            filters: ruleSet.filters(of: rule),
            policy: policy,
            catalogue: catalogue,
            hasForeignFields: true
        )
        var matches = false
        _ = others.visit { _, _ in matches = true }
        return matches
            ? "it needs what the API server does not write: "
                + RequestSummary.list(needs.foreignFields)
            : "no request is known that it could match, whatever is recorded"
    }

    // MARK: - Correlations

    // Recursion ends: correlations refer to each other without circles.

    private func sight(
        ofCorrelation index: Int,
        rules: [Int: RuleSight],
        known: inout [Int: RuleSight]
    ) -> RuleSight? {
        if let sight = known[index] { return sight }
        let correlation = ruleSet.correlations[index]
        var read: [RuleSight] = []
        for reference in correlation.references {
            switch reference.target {
            case .rule(let rule): if let sight = rules[rule] { read.append(sight) }
            case .correlation(let inner):
                if let sight = sight(ofCorrelation: inner, rules: rules, known: &known) {
                    read.append(sight)
                }
            }
        }
        // What reads other logs as well is not for this policy to judge.
        guard read.count == correlation.references.count else { return nil }
        let sight = RuleSight(
            correlation.metadata,
            SightCheck.verdict(correlation, read),
            remark: SightCheck.remark(read),
            reads: SightCheck.rules(behind: read),
            isCorrelation: true,
            isSilent: correlation.isSilent
        )
        known[index] = sight
        return sight
    }

    private static func verdict(
        _ correlation: Correlation,
        _ read: [RuleSight]
    ) -> RuleSight.Verdict {
        let verdicts = read.map(\.verdict)
        if verdicts.allSatisfy({ $0 == .sees }) { return .sees }
        let isBlind =
            switch correlation.kind {
            case .temporal, .temporalOrdered:
                correlation.requirement == .inherent
                    ? verdicts.contains(.blind) : verdicts.allSatisfy { $0 == .blind }
            // What must not follow counts for nothing if nothing can be followed.
            case .absence: verdicts.first == .blind
            case .eventCount, .valueCount, .aggregate, .newValue:
                verdicts.allSatisfy { $0 == .blind }
            }
        if isBlind { return .blind }
        return verdicts.allSatisfy { $0 == .undecided } ? .undecided : .partly
    }

    /// The rules that sights are about, or that the correlations read that they are about.
    private static func rules(behind read: [RuleSight]) -> [RuleSight] {
        var titles: Set<String> = []
        return read.flatMap { $0.isCorrelation ? $0.reads : [$0] }
            .filter { titles.insert($0.metadata.title).inserted }
    }

    private static func remark(_ read: [RuleSight]) -> String? {
        let parts = rules(behind: read).filter { $0.verdict != .sees }.map { sight in
            let title = "'\(sight.metadata.title)'"
            return switch sight.verdict {
            case .blind: "\(title), which is blind"
            case .undecided: "\(title), which is undecided"
            case .partly, .sees: "\(title), which sees a part"
            }
        }
        return parts.isEmpty ? nil : "reads " + parts.joined(separator: ", and ")
    }
}
