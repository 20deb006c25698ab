internal import MartletRules

/// All requests that are worth telling apart: what the API has, with the texts that a rule or a policy
/// names, and one example of all that neither does.
struct RequestSpace {
    /// The group of resources of which nothing is known.
    static let customGroup = "custom.example.com"
    /// Stands for resources of which nothing is known.
    static let customResource = ResourceCatalogue.Entry(
        group: customGroup,
        resource: "customs",
        subresource: "",
        isNamespaced: true,
        verbs: ResourceCatalogue.verbs
    )

    /// So many namespaces and names of one resource are told apart at most.
    static let placeLimit = 20_000

    let vocabulary: RuleVocabulary
    let entries: [ResourceCatalogue.Entry]
    let paths: [String]
    /// The rules of the policy, if there is one.
    private let rules: [PolicyRule]
    /// What it takes to decide on a request, in rules of the policy.
    var effort: Int { max(50, rules.count) }
    /// Who asks, as far as the rule or anything in the policy tells them apart.
    private let requesters: [(requester: RequestShape.Requester, isOfRule: Bool)]

    init(_ vocabulary: RuleVocabulary, policy: AuditPolicy?, catalogue: ResourceCatalogue) {
        self.vocabulary = vocabulary
        rules = policy?.rules ?? []
        entries =
            catalogue.entries
            + RequestSpace.customEntries(vocabulary, rules, catalogue) + [
                RequestSpace.customResource
            ]
        let named = rules.flatMap(\.nonResourceURLs).map(\.text).map { pattern in
            pattern.hasSuffix("*") ? pattern.dropLast() + TextPattern.example : pattern
        }
        let all = catalogue.paths + vocabulary.paths.list + named.filter { $0.hasPrefix("/") }
        paths = RequestSpace.unique(all)
        requesters = RequestSpace.requesters(vocabulary, rules)
    }

    /// Who and where to try for one target and one verb.
    struct Spread {
        let requesters: [RequestShape.Requester]
        let places: [(namespace: RequestShape.Word, name: RequestShape.Word)]
    }

    /// Who asks for a path.
    func spread(ofPath path: String, verb: String) -> Spread {
        let target = AuditRequest.Target.path(path)
        let rules = rules.filter { $0.verbs.admits(verb) && $0.isFor(target) }
        return Spread(requesters: requesters(rules), places: [(.none, .none)])
    }

    /// Who asks for a resource, and the namespaces and names to try: those that the rule names, and
    /// those of rules of the policy that are for the resource.
    func spread(of entry: ResourceCatalogue.Entry, verb: String) -> Spread {
        let isCollection = ["list", "watch", "deletecollection"].contains(verb)
        let target = AuditRequest.Target.resource(
            AuditRequest.Resource(
                group: entry.group,
                entry.resource,
                subresource: entry.subresource
            )
        )
        let rules = rules.filter { $0.verbs.admits(verb) && $0.isFor(target) }
        let mayLackName = isCollection || verb == "create" && entry.subresource.isEmpty
        var names: [RequestShape.Word] = mayLackName ? [.none] : []
        // A collection has a name only by a selector that asks for one.
        if !isCollection || vocabulary.readsName {
            let ofPolicy =
                isCollection ? [] : rules.flatMap(\.resources).flatMap(\.resourceNames).map(\.text)
            names +=
                RequestSpace.unique(vocabulary.names.list + ofPolicy).map { .named($0) } + [.other]
        }
        let namespaces = RequestSpace.unique(
            vocabulary.namespaces.list + rules.flatMap(\.namespaces).map(\.text)
        ).filter { !$0.isEmpty }
        // The API server takes the name of a namespace for its namespace as well.
        if entry.group.isEmpty, entry.resource == "namespaces" {
            let words = names + namespaces.map { .named($0) }
            return Spread(requesters: requesters(rules), places: words.map { ($0, $0) })
        }
        var places: [RequestShape.Word] = [.none]
        if entry.isNamespaced {
            places = (isCollection ? [.none] : []) + namespaces.map { .named($0) } + [.other]
        }
        return Spread(
            requesters: requesters(rules),
            places: Array(
                places.lazy.flatMap { place in names.lazy.map { (place, $0) } }
                    .prefix(RequestSpace.placeLimit)
            )
        )
    }

    /// Those whom the rule tells apart, or one of some rules of the policy.
    private func requesters(_ rules: [PolicyRule]) -> [RequestShape.Requester] {
        requesters.filter { requester, isOfRule in
            isOfRule
                || rules.contains { rule in
                    !requester.isOther && rule.users.holds(requester.user?.name ?? "")
                        || (requester.user?.groups ?? []).dropFirst().contains {
                            rule.userGroups.holds($0)
                        }
                }
        }.map(\.requester)
    }

    private static func requesters(
        _ vocabulary: RuleVocabulary,
        _ rules: [PolicyRule]
    ) -> [(requester: RequestShape.Requester, isOfRule: Bool)] {
        let known = [AuditUser.authenticatedGroup, AuditUser.unauthenticatedGroup]
        let other = AuditRequest.unnamed
        var found: [(requester: RequestShape.Requester, isOfRule: Bool)] = [
            (.nobody, true),
            (RequestShape.Requester(user: .anonymous), true),
            (
                RequestShape.Requester(
                    user: AuditUser(other, groups: [AuditUser.authenticatedGroup]),
                    isOther: true
                ), true
            ),
        ]
        for name in unique(vocabulary.users.list + rules.flatMap(\.users).map(\.text))
        where name != AuditUser.anonymous.name {
            let requester = RequestShape.Requester(user: AuditUser(named: name))
            found.append((requester, vocabulary.users.contains(name)))
        }
        for group in unique(vocabulary.groups.list + rules.flatMap(\.userGroups).map(\.text))
        where !known.contains(group) {
            let requester = RequestShape.Requester(
                user: AuditUser(other, groups: [AuditUser.authenticatedGroup, group]),
                isOther: true
            )
            found.append((requester, vocabulary.groups.contains(group)))
        }
        return found
    }

    /// Resources that the catalogue does not have, and that a rule or a policy names.
    private static func customEntries(
        _ vocabulary: RuleVocabulary,
        _ rules: [PolicyRule],
        _ catalogue: ResourceCatalogue
    ) -> [ResourceCatalogue.Entry] {
        var names: [(group: String, resource: String)] = []
        let named = rules.flatMap(\.resources).flatMap { resources in
            resources.resources.map { text in
                (group: resources.group, resource: String(text.text.prefix { $0 != "/" }))
            }
        }.filter { $0.resource != "*" && $0.group != "*" && !catalogue.knows(group: $0.group) }
        names += named
        let known = Set(catalogue.entries.map(\.resource) + named.map(\.resource))
        let groups = vocabulary.apiGroups.filter { !catalogue.knows(group: $0) }
        for resource in vocabulary.resources {
            let folded = resource.lowercased()
            guard !known.contains(folded) else { continue }
            for group in groups.isEmpty ? [customGroup] : groups {
                names.append((group: group, resource: folded))
            }
        }
        var seen: Set<String> = []
        return names.filter { seen.insert("\($0.group)/\($0.resource)").inserted }.map { name in
            ResourceCatalogue.Entry(
                group: name.group,
                resource: name.resource,
                subresource: "",
                isNamespaced: true,
                verbs: ResourceCatalogue.verbs
            )
        }
    }

    private static func unique(_ texts: some Sequence<String>) -> [String] {
        OrderedTexts(texts).list
    }
}
