internal import MartletRules

extension PolicyProblems {
    /// Resources that their group does not have.
    mutating func checkNames() {
        for rule in policy.rules {
            for resources in rule.resources where resources.group != "*" {
                if resources.resources.isEmpty, let former = catalogue.formerGroups[resources.group]
                {
                    report(
                        .info,
                        PolicyCode.wrongGroup,
                        "nothing is left in the group '\(resources.group)'",
                        at: resources.range,
                        help: "\(RequestSummary.list(former)) are in "
                            + RequestSummary.list(Set(former.flatMap(groups)).sorted())
                    )
                }
                guard catalogue.knows(group: resources.group) else { continue }
                for text in resources.resources { check(text, in: resources.group) }
            }
        }
    }

    private mutating func check(_ text: PolicyText, in group: String) {
        let parts = text.text.split(separator: "/", omittingEmptySubsequences: false).map(
            String.init
        )
        guard let resource = parts.first, resource != "*" else { return }
        let known = catalogue.entries.filter { $0.group == group && $0.resource == resource }
        guard known.isEmpty else {
            guard parts.count > 1, parts[1] != "*", !known.contains(where: { $0.name == text.text })
            else { return }
            report(
                .warning,
                PolicyCode.unknownResource,
                "\(resource) has no subresource '\(parts[1])'",
                at: text.range,
                help: Suggestion.help(for: parts[1], among: known.map(\.subresource))
            )
            return
        }
        let homes = groups(of: resource)
        guard homes.isEmpty else {
            report(
                .warning,
                PolicyCode.wrongGroup,
                "\(resource) is not in \(group.groupName), so this name fits nothing",
                at: text.range,
                help: "it is in " + homes.map(\.groupName).joined(separator: " and in ")
            )
            return
        }
        let names = catalogue.entries.filter { $0.group == group }.map(\.resource)
        report(
            .warning,
            PolicyCode.unknownResource,
            "there is no resource '\(resource)' in \(group.groupName)",
            at: text.range,
            help: Suggestion.help(for: resource, among: names)
                ?? "resources are named by their plural in lower case"
        )
    }

    private func groups(of resource: String) -> [String] {
        catalogue.entries(named: resource).map(\.group)
    }

    /// Subresources that open a way into a pod, or hold a pod's containers, and are recorded less
    /// than whoever named their resource hardly meant.
    mutating func checkSubresources() {
        let important = [
            "ephemeralcontainers", "exec", "attach", "portforward", "proxy", "token", "approval",
        ]
        for parent in catalogue.entries where parent.subresource.isEmpty {
            // Whoever leaves a resource out does not expect its subresources to be recorded by that.
            let rule = policy.rules.first {
                $0.level > .none && $0.names(parent.resource, of: parent.group)
            }
            guard let rule else { continue }
            var missing: [AuditLevel: [String]] = [:]
            for entry in catalogue.entries
            where entry.group == parent.group && entry.resource == parent.resource
                && important.contains(entry.subresource)
            {
                let verb = entry.verbs.contains("create") ? "create" : "update"
                let decision = policy.decision(
                    on: .example(verb, entry.group, entry.resource, subresource: entry.subresource)
                )
                let holdsContainers = entry.subresource == "ephemeralcontainers"
                let wanted = holdsContainers ? min(rule.level, .request) : .metadata
                if decision.level < wanted {
                    missing[decision.level, default: []].append(entry.name)
                }
            }
            for (level, names) in missing.sorted(by: { $0.key < $1.key }) {
                report(
                    .info,
                    PolicyCode.withoutSubresources,
                    "'\(parent.resource)' does not stand for \(names.joined(separator: ", ")): "
                        + (level == .none ? "not recorded" : "recorded at \(level.rawValue)"),
                    at: rule.text(of: parent.resource, in: parent.group)?.range ?? rule.range,
                    help: "name what you want beside it"
                )
            }
        }
    }

    /// Texts that can never fit.
    mutating func checkTexts() {
        let verbs = ResourceCatalogue.verbs + ResourceCatalogue.methods
        for rule in policy.rules {
            for verb in rule.verbs where !verbs.contains(verb.text) {
                // Old servers know it for paths through them.
                if ["connect", "proxy", "trace"].contains(verb.text) { continue }
                report(
                    .warning,
                    PolicyCode.neverFits,
                    verb.text == "*"
                        ? "'*' is no verb" : "no request has the verb '\(verb.text)'",
                    at: verb.range,
                    help: verb.text == "*"
                        ? "leave 'verbs' out, which stands for all"
                        : Suggestion.help(for: verb.text, among: verbs)
                            ?? "verbs are " + ResourceCatalogue.verbs.joined(separator: ", ")
                )
            }
            for (list, texts) in [
                ("users", rule.users), ("userGroups", rule.userGroups),
                ("namespaces", rule.namespaces),
                ("resourceNames", rule.resources.flatMap(\.resourceNames)),
            ] {
                for text in texts where text.text.contains("*") {
                    report(
                        .warning,
                        PolicyCode.neverFits,
                        "'*' is a letter like any other in '\(list)'",
                        at: text.range,
                        help: "policies compare whole texts; leave the list out for all"
                    )
                }
            }
            checkObjectNames(rule)
            for path in rule.nonResourceURLs where path.text.contains("?") {
                report(
                    .warning,
                    PolicyCode.neverFits,
                    "the query is no part of the path that is compared",
                    at: path.range,
                    help: "end the path in front of '?'"
                )
            }
        }
    }

    private mutating func checkObjectNames(_ rule: PolicyRule) {
        let nameless = ["create", "list", "watch", "deletecollection"]
        guard !rule.verbs.isEmpty, rule.verbs.allSatisfy({ nameless.contains($0.text) }) else {
            return
        }
        for resources in rule.resources {
            guard let first = resources.resourceNames.first,
                !resources.resources.contains(where: { $0.text.contains("/") })
            else { continue }
            report(
                .warning,
                PolicyCode.neverFits,
                "requests with these verbs have no name in their URL",
                at: first.range,
                help: "leave 'resourceNames' out, or name verbs such as get, update and delete"
            )
        }
    }
}

extension PolicyRule {
    /// Whether the rule records a resource that it names.
    fileprivate func names(_ resource: String, of group: String) -> Bool {
        level > .none && text(of: resource, in: group) != nil
    }

    /// Where the rule names a resource.
    fileprivate func text(of resource: String, in group: String) -> PolicyText? {
        resources.filter { $0.group == group }.flatMap(\.resources).first { $0.text == resource }
    }
}

extension String {
    /// An API group in words.
    fileprivate var groupName: String { isEmpty ? "the core group" : "'\(self)'" }
}
