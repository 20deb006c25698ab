/// What a policy makes of a request.
package struct PolicyDecision: Sendable, Equatable {
    package let level: AuditLevel
    /// The stages that are not written, those of the policy and of the rule.
    package let omittedStages: Set<AuditStage>
    package let omitsManagedFields: Bool
    /// The index of the rule that decided; `nil` if none matched, which records nothing.
    package let rule: Int?

    /// Whether an event of a stage is written.
    package func records(_ stage: AuditStage) -> Bool {
        level > .none && !omittedStages.contains(stage)
    }
}

extension AuditPolicy {
    /// Decides as the API server does: the first rule that matches counts, and without one nothing is
    /// recorded.
    ///
    /// Source: k8s.io/apiserver, `pkg/audit/policy/checker.go`.
    package func decision(on request: AuditRequest) -> PolicyDecision {
        let index = rules.firstIndex { $0.matches(request) }
        guard let index else {
            return PolicyDecision(
                level: .none,
                omittedStages: omitStages,
                omitsManagedFields: omitManagedFields,
                rule: nil
            )
        }
        let rule = rules[index]
        return PolicyDecision(
            level: rule.level,
            omittedStages: omitStages.union(rule.omitStages),
            omitsManagedFields: rule.omitManagedFields ?? omitManagedFields,
            rule: index
        )
    }
}
