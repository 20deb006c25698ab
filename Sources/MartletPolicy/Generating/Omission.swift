/// Requests that a policy could leave out: by some users, or some groups, with some verbs for some
/// targets.
package struct Omission: Hashable, Sendable {
    /// What is asked for.
    package enum Target: Hashable, Comparable, Sendable {
        /// The group, and the name with the subresource: `pods/log`.
        case resource(group: String, name: String)
        /// As `nonResourceURLs` names it: `/livez`, or `/livez/*`.
        case path(String)

        fileprivate var isPath: Bool { if case .path = self { true } else { false } }
    }

    /// Empty if it is by groups.
    package private(set) var users: [String]
    /// Empty if it is by users.
    package private(set) var userGroups: [String]
    package private(set) var verbs: [String]
    package private(set) var targets: [Target]

    /// The requests of one user, or one group, with one verb for one target.
    package init(users: [String] = [], userGroups: [String] = [], verb: String, target: Target) {
        self.users = users
        self.userGroups = userGroups
        verbs = [verb]
        targets = [target]
    }

    /// The rule that leaves them out.
    package var rule: PolicyRule {
        var rule = PolicyRule(level: .none)
        rule.users = users.map { PolicyText($0) }
        rule.userGroups = userGroups.map { PolicyText($0) }
        rule.verbs = verbs.map { PolicyText($0) }
        for target in targets {
            switch target {
            case .path(let path): rule.nonResourceURLs.append(PolicyText(path))
            case .resource(let group, let name):
                if let index = rule.resources.firstIndex(where: { $0.group == group }) {
                    rule.resources[index].resources.append(PolicyText(name))
                } else {
                    rule.resources.append(.init(group: group, resources: [PolicyText(name)]))
                }
            }
        }
        return rule
    }

    /// The rule as an element of a policy's list of rules, ready to be pasted.
    package var yaml: String { rule.yaml }

    /// Whether the requests are known to tell nothing and to be many.
    package func isNoise(in catalogue: ResourceCatalogue = .shipped) -> Bool {
        let askers =
            users.map { AuditUser(named: $0) }
            + userGroups.map {
                AuditUser(AuditRequest.unnamed, groups: [AuditUser.authenticatedGroup, $0])
            }
        return rule.examples.allSatisfy { example in
            askers.allSatisfy { asker in
                let request = AuditRequest(
                    user: asker,
                    verb: example.request.verb,
                    target: example.request.target
                )
                return catalogue.noise.contains { $0.rule.matches(request) }
            }
        }
    }

    // MARK: - Joining

    /// Joins those that differ in one thing only, so that no request comes in that was in none.
    ///
    /// - Parameter parts: what to leave out; users and groups are not joined with each other, for a
    ///   rule with both asks for both.
    /// - Returns: each with the indices of its parts.
    package static func joined(_ parts: [Omission]) -> [(omission: Omission, parts: [Int])] {
        var joined = parts.enumerated().map { (omission: $1, parts: [$0]) }
        join(&joined, by: \.withoutUsers) { $0.users = union($0.users, $1.users) }
        join(&joined, by: \.withoutVerbs) { $0.verbs = union($0.verbs, $1.verbs) }
        join(&joined, by: \.withoutTargets) { $0.targets = union($0.targets, $1.targets) }
        return joined
    }

    private static func join(
        _ omissions: inout [(omission: Omission, parts: [Int])],
        by key: (Omission) -> Omission,
        _ merge: (inout Omission, Omission) -> Void
    ) {
        var places: [Omission: Int] = [:]
        var joined: [(omission: Omission, parts: [Int])] = []
        for next in omissions {
            if let place = places[key(next.omission)] {
                merge(&joined[place].omission, next.omission)
                joined[place].parts += next.parts
            } else {
                places[key(next.omission)] = joined.count
                joined.append(next)
            }
        }
        omissions = joined
    }

    private static func union<Element: Hashable & Comparable>(
        _ left: [Element],
        _ right: [Element]
    ) -> [Element] { Set(left + right).sorted() }

    /// What all that differ in their users alone have in common.
    private var withoutUsers: Omission {
        var rest = self
        rest.users = []
        return rest
    }

    private var withoutVerbs: Omission {
        var rest = self
        rest.verbs = []
        return rest
    }

    /// A rule is for paths or for resources, so these stay apart.
    private var withoutTargets: Omission {
        var rest = self
        rest.targets = targets.contains(where: \.isPath) ? [.path("")] : []
        return rest
    }
}
