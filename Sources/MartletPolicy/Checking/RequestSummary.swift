internal import MartletRules

/// Requests of one fate, told in a few words: `create, patch of deployments, by system:anonymous`.
struct RequestSummary {
    /// How many resources, users and places are named; of more it is told how many there are.
    private static let nameLimit = 6
    /// Beyond that many verbs it is "requests".
    private static let verbLimit = 4
    /// Beyond that many kinds of resources it is "all resources".
    private static let manyResources = 60

    /// Who asks and where, for one target.
    private struct Places {
        var requesters: Set<RequestShape.Requester> = []
        var namespaces: Set<RequestShape.Word> = []
        var names: Set<RequestShape.Word> = []
    }

    private enum Target: Hashable {
        case resource(ResourceCatalogue.Entry)
        case path(String)
    }

    private var verbs: [String] = []
    private var targets: [Target] = []
    private var places: [Target: Places] = [:]

    mutating func add(_ shape: RequestShape) {
        if verbs.last != shape.verb, !verbs.contains(shape.verb) { verbs.append(shape.verb) }
        let target: Target
        switch shape.target {
        case .path(let path): target = .path(path)
        case .resource(let entry, _, _): target = .resource(entry)
        }
        if places[target] == nil { targets.append(target) }
        places[target, default: Places()].requesters.insert(shape.requester)
        if case .resource(_, let namespace, let name) = shape.target {
            places[target]?.namespaces.insert(namespace)
            places[target]?.names.insert(name)
        }
    }

    /// The requests in words.
    ///
    /// - Parameter whole: all requests that matter, of which these are a part: what is the same in
    ///   both is not told.
    /// - Returns: `create, patch of deployments by ann`.
    func text(amid whole: RequestSummary) -> String {
        var qualified: [(qualifier: String, targets: [Target])] = []
        for target in targets {
            let qualifier = qualifier(of: target, amid: whole)
            if let index = qualified.firstIndex(where: { $0.qualifier == qualifier }) {
                qualified[index].targets.append(target)
            } else {
                qualified.append((qualifier, [target]))
            }
        }
        let start =
            verbs.count > RequestSummary.verbLimit
            ? "requests for " : verbs.joined(separator: ", ") + " of "
        return start
            + qualified.map { RequestSummary.text($0.targets) + $0.qualifier }
            .joined(separator: ", and of ")
    }

    /// Who asks and where, if others to the same target are not among these requests.
    private func qualifier(of target: Target, amid whole: RequestSummary) -> String {
        guard let own = places[target], let all = whole.places[target] else { return "" }
        var text = ""
        if own.requesters != all.requesters {
            let missing = all.requesters.subtracting(own.requesters)
            // Where those are among them whom nobody names, the others are the exception.
            let isMost = own.requesters.contains(where: \.isUnnamed)
            let labels = (isMost ? missing : own.requesters).map(\.label).sorted()
            text += (isMost ? " by all but " : " by ") + RequestSummary.list(labels)
        }
        if RequestSummary.isPart(own.namespaces, of: all.namespaces) {
            let labels = own.namespaces.compactMap { $0.label("namespaces") }
            text += " in " + RequestSummary.list(labels.sorted())
        }
        if RequestSummary.isPart(own.names, of: all.names) {
            let labels = own.names.compactMap { $0.label("names") }
            text += " named " + RequestSummary.list(labels.sorted())
        }
        return text
    }

    /// Whether a name, or all that nobody names, is missing; that there is no name tells verbs apart.
    private static func isPart(
        _ own: Set<RequestShape.Word>,
        of all: Set<RequestShape.Word>
    ) -> Bool {
        let named = own.subtracting([.none])
        return !named.isEmpty && named != all.subtracting([.none])
    }

    private static func text(_ targets: [Target]) -> String {
        var parts: [String] = []
        let resources = targets.compactMap { target in
            if case .resource(let entry) = target { entry } else { nil }
        }
        let paths = targets.compactMap { target in
            if case .path(let path) = target { TextPattern.pattern(ofExample: path) } else { nil }
        }
        if resources.count > manyResources {
            parts.append("all resources")
        } else if !resources.isEmpty {
            parts.append(list(resources.map { $0.label(among: resources) }))
        }
        if paths.count > nameLimit + 1 {
            parts.append("paths that are no resources")
        } else if !paths.isEmpty {
            parts.append(list(paths))
        }
        return parts.joined(separator: " and ")
    }

    /// The first few of some names, and how many more there are.
    static func list(_ names: [String]) -> String {
        let shown = names.count > nameLimit + 1 ? Array(names.prefix(nameLimit)) : names
        guard shown.count < names.count else { return shown.joined(separator: ", ") }
        return shown.joined(separator: ", ") + " and \(names.count - shown.count) more"
    }
}

extension RequestShape.Requester {
    /// Whether it stands for all users whom nobody names.
    fileprivate var isUnnamed: Bool { isOther && user?.groups.count == 1 }

    /// Who it is, in words.
    var label: String {
        guard let user else { return "rejected credentials" }
        guard isOther else { return TextPattern.pattern(ofExample: user.name) }
        guard user.groups.count > 1 else { return "other users" }
        return "members of " + user.groups.dropFirst().joined(separator: ", ")
    }
}

extension RequestShape.Word {
    /// The name, or what stands for those that nobody names.
    fileprivate func label(_ noun: String) -> String? {
        switch self {
        case .none: nil
        case .named(let text): TextPattern.pattern(ofExample: text)
        case .other, .unasked: "other \(noun)"
        }
    }
}

extension ResourceCatalogue.Entry {
    /// The name, with the group where another resource has the same name.
    fileprivate func label(among others: [ResourceCatalogue.Entry]) -> String {
        if self == RequestSpace.customResource { return "custom resources" }
        let isUnique = others.count { $0.name == name } < 2
        return isUnique || group.isEmpty ? name : "\(name).\(group)"
    }
}
