/// What rules ask a policy to record of the requests for one resource, or one path, with one verb.
struct RequestDemand {
    var level: AuditLevel
    /// The rules that ask for the level, in their order.
    var rules: [Int]
    /// Whether they only ask for requests without credentials.
    var isAnonymous: Bool

    /// Joins what another rule asks for, or the same rule of another request.
    mutating func join(_ level: AuditLevel, rule: Int, isAnonymous: Bool) {
        if level > self.level { rules = [] }
        if level >= self.level, rules.last != rule { rules.append(rule) }
        self.level = max(self.level, level)
        self.isAnonymous = self.isAnonymous && isAnonymous
    }

    /// Whether recording for this demand records all that another asks for.
    func covers(_ other: RequestDemand) -> Bool {
        level >= other.level && (!isAnonymous || other.isAnonymous)
    }
}
