extension PolicyRule {
    /// Whether the rule is for a request: all of its lists must fit, letter by letter.
    package func matches(_ request: AuditRequest) -> Bool {
        matches(request.user) && verbs.admits(request.verb) && matches(request.target)
    }

    private func matches(_ user: AuditUser?) -> Bool {
        guard !users.isEmpty || !userGroups.isEmpty else { return true }
        // Who failed to authenticate is nobody: no list of users or groups holds them.
        guard let user else { return false }
        return users.admits(user.name)
            && (userGroups.isEmpty || user.groups.contains { userGroups.holds($0) })
    }

    /// Whether the rule is for what a request is for, whatever the namespace and the name.
    func isFor(_ target: AuditRequest.Target) -> Bool {
        var rule = self
        guard case .resource(var resource) = target else { return rule.matches(target) }
        for index in rule.resources.indices { rule.resources[index].resourceNames = [] }
        if let first = rule.namespaces.first { resource.namespace = first.text }
        return rule.matches(.resource(resource))
    }

    private func matches(_ target: AuditRequest.Target) -> Bool {
        switch target {
        case .resource(let resource):
            // Only a rule that names paths and nothing else is for paths alone.
            if resources.isEmpty, namespaces.isEmpty { return nonResourceURLs.isEmpty }
            return namespaces.admits(resource.namespace)
                && (resources.isEmpty || resources.contains { $0.matches(resource) })
        case .path(let path):
            guard resources.isEmpty, namespaces.isEmpty else { return false }
            return nonResourceURLs.isEmpty
                || nonResourceURLs.contains { PolicyRule.path(path, fits: $0.text) }
        }
    }

    /// Whether a path is one that a policy names: `*`, a path, or the beginning of one before `*`.
    static func path(_ path: String, fits pattern: String) -> Bool {
        if pattern == "*" || pattern == path { return true }
        var start = pattern[...]
        while start.hasSuffix("*") { start = start.dropLast() }
        return start.utf8.count < pattern.utf8.count && path.hasPrefix(start)
    }
}

extension PolicyRule.GroupResources {
    /// Whether a resource is among these.
    func matches(_ resource: AuditRequest.Resource) -> Bool {
        guard group == "*" || group == resource.group else { return false }
        guard !resources.isEmpty else { return true }
        return resourceNames.admits(resource.name)
            && resources.contains { PolicyRule.GroupResources.resource(resource, fits: $0.text) }
    }

    /// Whether a resource is what a policy calls `pods`, `pods/exec`, `pods/*`, `*/status` or `*`.
    ///
    /// `pods` leaves the subresources out; `pods/*` takes the pods themselves along.
    static func resource(_ resource: AuditRequest.Resource, fits pattern: String) -> Bool {
        let whole =
            resource.subresource.isEmpty
            ? resource.resource : "\(resource.resource)/\(resource.subresource)"
        if pattern == "*" || pattern == whole { return true }
        if pattern.hasPrefix("*/"), !resource.subresource.isEmpty,
            pattern.dropFirst(2) == resource.subresource
        {
            return true
        }
        return pattern.hasSuffix("/*") && pattern.dropLast(2) == resource.resource
    }
}

extension [PolicyText] {
    /// Whether the list is empty or holds a text.
    func admits(_ text: String) -> Bool { isEmpty || holds(text) }

    /// Whether a text is in the list.
    func holds(_ text: String) -> Bool { contains { $0.text == text } }
}
