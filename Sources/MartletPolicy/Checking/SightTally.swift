/// Counts what a policy leaves of the requests that one rule is for.
struct SightTally {
    private struct Key: Hashable {
        let lack: Loss.Lack
        let policyRule: Int?
        let noise: String?
    }

    private let policy: AuditPolicy
    private let noise: [ResourceCatalogue.Noise]
    private var whole = RequestSummary()
    private var lost: [Key: RequestSummary] = [:]
    private var order: [Key] = []
    private var seenCount = 0
    /// How many requests the rule is for.
    private(set) var requestCount = 0

    init(_ policy: AuditPolicy, noise: [ResourceCatalogue.Noise]) {
        self.policy = policy
        self.noise = noise
    }

    /// Counts a request.
    mutating func add(_ shape: RequestShape, _ needs: ShapeNeeds) {
        requestCount += 1
        whole.add(shape)
        let request = shape.request
        let decision = policy.decision(on: request)
        let recorded = needs.ways.filter { decision.records($0.stage) }
        let isSeen = recorded.contains { $0.part.level <= decision.level }
        if isSeen { seenCount += 1 }
        guard
            let lack = lack(shape, needs, decision, recorded: recorded.map(\.part), isSeen: isSeen)
        else { return }
        var blamed = decision.rule
        var lost = lack
        if lack == .unmatched, let near = policy.nearMiss(request) {
            blamed = near.rule
            lost = .guarded(by: near.list)
        }
        let name = noise.first { $0.rule.matches(request) }?.name
        let key = Key(lack: lost, policyRule: blamed, noise: name)
        if self.lost[key] == nil { order.append(key) }
        self.lost[key, default: RequestSummary()].add(shape)
    }

    private func lack(
        _ shape: RequestShape,
        _ needs: ShapeNeeds,
        _ decision: PolicyDecision,
        recorded: [ShapeNeeds.Part],
        isSeen: Bool
    ) -> Loss.Lack? {
        if isSeen {
            guard let full = needs.fullLevel(of: shape.verb), full > decision.level else {
                return nil
            }
            return .detail(recorded: decision.level, needed: full)
        }
        if decision.level == .none { return decision.rule == nil ? .unmatched : .dropped }
        guard let needed = recorded.map(\.level).min() else {
            return needs.ways.first.map { .stage($0.stage) }
        }
        return .level(recorded: decision.level, needed: needed)
    }

    var verdict: RuleSight.Verdict {
        if seenCount == 0 { return .blind }
        return order.allSatisfy { $0.noise != nil } ? .sees : .partly
    }

    /// What is lost, in the order in which it was found; noise last.
    var losses: [Loss] {
        (order.filter { $0.noise == nil } + order.filter { $0.noise != nil }).compactMap { key in
            lost[key].map { requests in
                Loss(
                    lack: key.lack,
                    policyRule: key.policyRule,
                    requests: requests.text(amid: whole),
                    noise: key.noise
                )
            }
        }
    }
}

extension AuditPolicy {
    /// The first rule that would record a request if one of its lists were not there, and that list.
    func nearMiss(_ request: AuditRequest) -> (rule: Int, list: String)? {
        for (index, rule) in rules.enumerated() where rule.level > .none {
            for (list, relaxed) in rule.relaxed where relaxed.matches(request) {
                return (index, list)
            }
        }
        return nil
    }
}

extension PolicyRule {
    /// The rule without one of its lists, for each that says who, how and where.
    fileprivate var relaxed: [(list: String, rule: PolicyRule)] {
        let lists: [(String, WritableKeyPath<PolicyRule, AuditPolicy.Choice>)] = [
            ("users", \.users), ("userGroups", \.userGroups), ("verbs", \.verbs),
            ("namespaces", \.namespaces),
        ]
        return lists.compactMap { list, path in
            guard !self[keyPath: path].isEmpty else { return nil }
            var rule = self
            rule[keyPath: path] = []
            return (list, rule)
        }
    }
}
