internal import MartletRules

extension ResourceCatalogue {
    /// The catalogue that is part of martlet.
    package static let shipped: ResourceCatalogue = {
        let file = SourceFile(path: "kubernetes.yml", bytes: PackageResources.kubernetes_yml)
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        let root = parser.parse(file, into: &log)?.first?.root
        let catalogue = root.flatMap { ResourceCatalogue($0, into: &log) }
        guard let catalogue, log.diagnostics.isEmpty else {
            preconditionFailure("\(log.diagnostics)")
        }
        return catalogue
    }()

    private static let keys = [
        "groups", "former_groups", "subresource_verbs", "create_only", "paths", "noise", "secrets",
    ]

    private init?(_ node: YAMLNode, into log: inout DiagnosticLog) {
        guard
            let members = PolicyMembers(
                node,
                "the catalogue",
                keys: ResourceCatalogue.keys,
                into: &log
            )
        else { return nil }
        var verbs: [String: [String]] = [:]
        for element in members.elements("subresource_verbs", into: &log) {
            let keys = ["subresources", "verbs"]
            guard let rule = PolicyMembers(element, "verbs", keys: keys, into: &log) else {
                continue
            }
            let allowed = rule.texts("verbs", into: &log).map(\.text)
            for name in rule.texts("subresources", into: &log) { verbs[name.text] = allowed }
        }
        let answering = Set(members.texts("create_only", into: &log).map(\.text))
        entries = members.elements("groups", into: &log).flatMap {
            ResourceCatalogue.entries($0, verbs: verbs, answering: answering, into: &log)
        }
        var former: [String: [String]] = [:]
        if case .mapping(let groups)? = members["former_groups"]?.content {
            for group in groups {
                guard let name = group.key.scalar?.text,
                    case .sequence(let names) = group.value.content
                else { continue }
                former[name] = names.compactMap(\.scalar?.text)
            }
        }
        formerGroups = former
        paths = members.texts("paths", into: &log).map(\.text)
        noise = members.elements("noise", into: &log).compactMap {
            ResourceCatalogue.noise($0, into: &log)
        }
        secrets = members.elements("secrets", into: &log).compactMap {
            ResourceCatalogue.secret($0, into: &log)
        }
    }

    private static func entries(
        _ node: YAMLNode,
        verbs: [String: [String]],
        answering: Set<String>,
        into log: inout DiagnosticLog
    ) -> [Entry] {
        let keys = ["group", "namespaced", "cluster", "subresources", "verbs"]
        guard let members = PolicyMembers(node, "a group", keys: keys, into: &log) else {
            return []
        }
        let group = members.text("group", into: &log)?.text ?? ""
        let allowed = members.texts("verbs", into: &log).map(\.text)
        let ofObjects = allowed.isEmpty ? ResourceCatalogue.verbs : allowed
        let namespaced = members.texts("namespaced", into: &log).map(\.text)
        let objects = namespaced + members.texts("cluster", into: &log).map(\.text)
        let subresources = members.texts("subresources", into: &log).map { text in
            text.text.split(separator: "/").map(String.init)
        }
        return objects.sorted().flatMap { name in
            let isNamespaced = namespaced.contains(name)
            let own = subresources.filter { $0.first == name }.compactMap(\.last)
            return ([""] + own).map { subresource in
                Entry(
                    group: group,
                    resource: name,
                    subresource: subresource,
                    isNamespaced: isNamespaced,
                    verbs: subresource.isEmpty
                        ? (answering.contains(name) ? ["create"] : ofObjects)
                        : verbs[subresource] ?? ["get", "update", "patch"]
                )
            }
        }
    }

    private static func noise(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Noise? {
        let keys = ["name", "rule"]
        guard let members = PolicyMembers(node, "noise", keys: keys, into: &log),
            let name = members.text("name", into: &log),
            let body = members["rule"],
            let rule = PolicyRuleReader.rule(body, into: &log)
        else { return nil }
        return Noise(name: name.text, rule: rule)
    }

    private static func secret(_ node: YAMLNode, into log: inout DiagnosticLog) -> Secret? {
        let keys = ["group", "resource", "subresource", "what", "possible"]
        guard let members = PolicyMembers(node, "a secret", keys: keys, into: &log) else {
            return nil
        }
        return Secret(
            group: members.text("group", into: &log)?.text ?? "",
            resource: members.text("resource", into: &log)?.text ?? "",
            subresource: members.text("subresource", into: &log)?.text ?? "",
            what: members.text("what", into: &log)?.text ?? "",
            isPossible: members.boolean("possible", into: &log) ?? false
        )
    }
}
