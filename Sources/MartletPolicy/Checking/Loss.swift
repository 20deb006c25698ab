/// Requests that a rule is for and that a policy keeps from it.
package struct Loss: Sendable {
    /// What is missing.
    package enum Lack: Hashable, Sendable {
        /// The event: a rule of the policy has the level None.
        case dropped
        /// The event: no rule of the policy is for it.
        case unmatched
        /// The event: a rule would be for it, but for one of its lists.
        case guarded(by: String)
        /// A body.
        case level(recorded: AuditLevel, needed: AuditLevel)
        /// A body that would say more; without it the rule matches less.
        case detail(recorded: AuditLevel, needed: AuditLevel)
        /// The stage that the rule reads.
        case stage(AuditStage)
    }

    package let lack: Lack
    /// The index of the policy's rule to blame; `nil` if none is.
    package let policyRule: Int?
    /// Which requests, in words.
    package let requests: String
    /// What noise they are, if they are nothing else.
    package let noise: String?

    /// What is missing, in words, without the requests.
    package var reason: String {
        switch lack {
        case .dropped: "not recorded (level None)"
        case .unmatched: "not recorded: no rule of the policy is for them"
        case .guarded(let list): "not recorded: '\(list)' of the policy's rule leaves them out"
        case .level(let recorded, let needed):
            "recorded at \(recorded.rawValue), the rule needs \(needed.rawValue)"
        case .detail(let recorded, let needed):
            "recorded at \(recorded.rawValue), the rule sees more at \(needed.rawValue)"
        case .stage(let stage): "stage \(stage.rawValue) is omitted, which the rule reads"
        }
    }
}
