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

    let vocabulary: RuleVocabulary
    let entries: [ResourceCatalogue.Entry]
    let paths: [String]
    /// Who asks, as far as policies tell them apart.
    let requesters: [RequestShape.Requester]
    private let namespaces: [String]
    private let policyNames: [(resources: PolicyRule.GroupResources, names: [String])]

    init(_ vocabulary: RuleVocabulary, policy: AuditPolicy?, catalogue: ResourceCatalogue) {
        self.vocabulary = vocabulary
        let rules = policy?.rules ?? []
        entries =
            catalogue.entries
            + RequestSpace.customEntries(vocabulary, rules, catalogue) + [
                RequestSpace.customResource
            ]
        let named = rules.flatMap(\.nonResourceURLs).map(\.text).map { pattern in
            pattern.hasSuffix("*") ? pattern.dropLast() + "example" : pattern
        }
        let all = catalogue.paths + vocabulary.paths + named.filter { $0.hasPrefix("/") }
        paths = RequestSpace.unique(all)
        requesters = RequestSpace.requesters(vocabulary, rules)
        namespaces = RequestSpace.unique(
            vocabulary.namespaces + rules.flatMap(\.namespaces).map(\.text)
        ).filter { !$0.isEmpty }
        policyNames = rules.flatMap(\.resources).filter { !$0.resourceNames.isEmpty }.map {
            var resources = $0
            resources.resourceNames = []
            return (resources, $0.resourceNames.map(\.text))
        }
    }

    /// The namespaces and names to try for a resource and a verb.
    func places(
        of entry: ResourceCatalogue.Entry,
        verb: String
    ) -> [(namespace: RequestShape.Word, name: RequestShape.Word)] {
        let isCollection = ["list", "watch", "deletecollection"].contains(verb)
        let plain = AuditRequest.Resource(
            group: entry.group,
            entry.resource,
            subresource: entry.subresource
        )
        let mayLackName = isCollection || verb == "create" && entry.subresource.isEmpty
        var names: [RequestShape.Word] = mayLackName ? [.none] : []
        // A collection has a name only by a selector that asks for one.
        if !isCollection || vocabulary.readsName {
            let ofPolicy =
                isCollection
                ? [] : policyNames.filter { $0.resources.matches(plain) }.flatMap(\.names)
            names += RequestSpace.unique(vocabulary.names + ofPolicy).map { .named($0) } + [.other]
        }
        // The API server takes the name of a namespace for its namespace as well.
        if entry.group.isEmpty, entry.resource == "namespaces" {
            let words = names + namespaces.map { .named($0) }
            return words.map { ($0, $0) }
        }
        var places: [RequestShape.Word] = [.none]
        if entry.isNamespaced {
            places = (isCollection ? [.none] : []) + namespaces.map { .named($0) } + [.other]
        }
        return places.flatMap { place in names.map { (place, $0) } }
    }

    private static func requesters(
        _ vocabulary: RuleVocabulary,
        _ rules: [PolicyRule]
    ) -> [RequestShape.Requester] {
        let names = unique(vocabulary.users + rules.flatMap(\.users).map(\.text))
        let groups = unique(vocabulary.groups + rules.flatMap(\.userGroups).map(\.text))
        let known = [AuditUser.authenticatedGroup, AuditUser.unauthenticatedGroup]
        let other = "\u{0}"
        var found = [
            RequestShape.Requester.nobody,
            RequestShape.Requester(user: .anonymous),
            RequestShape.Requester(
                user: AuditUser(other, groups: [AuditUser.authenticatedGroup]),
                isOther: true
            ),
        ]
        for name in names where name != AuditUser.anonymous.name {
            found.append(RequestShape.Requester(user: AuditUser(named: name)))
        }
        for group in groups where !known.contains(group) {
            found.append(
                RequestShape.Requester(
                    user: AuditUser(other, groups: [AuditUser.authenticatedGroup, group]),
                    isOther: true
                )
            )
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
        let groups = vocabulary.apiGroups.filter { !catalogue.knows(group: $0) }
        for resource in vocabulary.resources {
            let folded = resource.lowercased()
            guard catalogue.entries(named: folded).isEmpty else { continue }
            let isNamed = named.contains { $0.resource == folded }
            guard !isNamed else { continue }
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

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
