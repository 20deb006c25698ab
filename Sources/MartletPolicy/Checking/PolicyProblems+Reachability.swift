internal import MartletRules

extension PolicyProblems {
    /// Rules, and resources in rules, that earlier rules leave nothing to.
    mutating func checkReachability() {
        var effort = 0
        for (index, rule) in policy.rules.enumerated() {
            // A rule with very long lists is not proven to be anything.
            let count = rule.exampleCount
            effort += count
            guard count <= PolicyRule.exampleLimit, effort <= 10 * PolicyRule.exampleLimit else {
                continue
            }
            let requests = rule.examples
            let takers = requests.map { policy.decision(on: $0.request).rule ?? index }
            guard takers.contains(index) else {
                let lines = Set(takers).sorted().map { String(line(of: $0)) }
                report(
                    .warning,
                    PolicyCode.unreachableRule,
                    "this rule is never reached: "
                        + (lines.count == 1
                            ? "line \(lines[0]) takes its requests"
                            : "lines \(RequestSummary.list(lines)) take its requests"),
                    at: rule.range,
                    help: "the first rule that fits counts: put this one in front, or drop it"
                )
                continue
            }
            checkElements(of: index, requests, takers)
        }
    }

    private mutating func checkElements(
        of index: Int,
        _ requests: [(request: AuditRequest, element: PolicyText?)],
        _ takers: [Int]
    ) {
        var seen: Set<PolicyText> = []
        for (_, element) in requests {
            guard let element, seen.insert(element).inserted else {
                continue
            }
            let own = zip(requests, takers).filter { $0.0.element == element }.map(\.1)
            guard !own.contains(index), let taker = own.min() else { continue }
            report(
                .warning,
                PolicyCode.unreachableRule,
                "'\(element.text)' is never reached here: line \(line(of: taker)) takes it",
                at: element.range,
                help: "the first rule that fits counts: put this one in front, or drop the name"
            )
        }
    }
}

extension PolicyRule {
    /// A rule of which more examples are needed is not looked into.
    static let exampleLimit = 5_000

    /// How many ``examples`` there are at most.
    var exampleCount: Int {
        let names = resources.map {
            max(1, $0.resources.count) * max(1, $0.resourceNames.count) * 2
        }
        let lists = [
            users.count, userGroups.count, verbs.count, namespaces.count, nonResourceURLs.count,
            names.reduce(0, +),
        ]
        // Lists have at most some thousand texts, so that the product of six of them fits a double.
        let product = lists.reduce(1.0) { $0 * Double(max(1, $1)) }
        return product < 1e9 ? Int(product) : .max / 1_000_000
    }

    /// Requests for the rule that differ as much as they can from what other rules name: if none of
    /// them reaches the rule, none does.
    ///
    /// Where the rule leaves something open, nothing that anybody names stands there; where it lists
    /// texts, each is tried.
    var examples: [(request: AuditRequest, element: PolicyText?)] {
        let unnamed = AuditRequest.unnamed
        var people: [AuditUser?] = [nil]
        if !users.isEmpty || !userGroups.isEmpty {
            let names = users.isEmpty ? [unnamed] : users.map(\.text)
            let groups = userGroups.isEmpty ? [[]] : userGroups.map { [$0.text] }
            people = names.flatMap { name in groups.map { AuditUser(name, groups: $0) } }
        }
        let ways = verbs.isEmpty ? [unnamed] : verbs.map(\.text)
        return people.flatMap { user in
            ways.flatMap { verb in
                exampleTargets.map { target, element in
                    (AuditRequest(user: user, verb: verb, target: target), element)
                }
            }
        }
    }

    private var exampleTargets: [(target: AuditRequest.Target, element: PolicyText?)] {
        let unnamed = AuditRequest.unnamed
        let places = namespaces.isEmpty ? [unnamed] : namespaces.map(\.text)
        if resources.isEmpty, namespaces.isEmpty {
            let paths = nonResourceURLs.map { pattern in
                (AuditRequest.Target.path(pattern.example), Optional(pattern))
            }
            guard paths.isEmpty else { return paths }
            let resource = AuditRequest.Resource(group: unnamed, unnamed, namespace: unnamed)
            return [(.path("/" + unnamed), nil), (.resource(resource), nil)]
        }
        let groups = resources.isEmpty ? [GroupResources(group: "*")] : resources
        return places.flatMap { place in
            groups.flatMap { group in
                group.examples.map { resource, element in
                    var resource = resource
                    resource.namespace = place
                    return (.resource(resource), element)
                }
            }
        }
    }
}

extension PolicyRule.GroupResources {
    fileprivate var examples: [(resource: AuditRequest.Resource, element: PolicyText?)] {
        let unnamed = AuditRequest.unnamed
        let group = self.group == "*" ? unnamed : self.group
        guard !resources.isEmpty else {
            return ["", unnamed].map { subresource in
                let resource = AuditRequest.Resource(
                    group: group,
                    unnamed,
                    subresource: subresource,
                    name: unnamed
                )
                return (resource, nil)
            }
        }
        let names = resourceNames.isEmpty ? [unnamed] : resourceNames.map(\.text)
        return resources.flatMap { pattern in
            names.flatMap { name in
                pattern.exampleResources.map { resource, subresource in
                    let found = AuditRequest.Resource(
                        group: group,
                        resource,
                        subresource: subresource,
                        name: name
                    )
                    return (found, pattern)
                }
            }
        }
    }
}

extension PolicyText {
    /// A path that the text stands for.
    fileprivate var example: String {
        if text == "*" { return "/" + AuditRequest.unnamed }
        return text.hasSuffix("*") ? text.dropLast() + AuditRequest.unnamed : text
    }

    /// Resources and subresources that the text stands for.
    fileprivate var exampleResources: [(String, String)] {
        let unnamed = AuditRequest.unnamed
        if text == "*" { return [(unnamed, ""), (unnamed, unnamed)] }
        guard let slash = text.firstIndex(of: "/") else { return [(text, "")] }
        let resource = text[..<slash] == "*" ? unnamed : String(text[..<slash])
        let subresource = String(text[text.index(after: slash)...])
        return subresource == "*"
            ? [(resource, ""), (resource, unnamed)] : [(resource, subresource)]
    }
}
