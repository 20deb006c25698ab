internal import MartletRules

/// What an event holds of a field, and if nothing, why not.
extension EventTree {
    /// A field in an event: whether it is there, and its values, arrays replaced by their members.
    struct Occurrence {
        var isPresent = false
        var values: [Int] = []

        fileprivate mutating func join(_ other: Occurrence) {
            isPresent = isPresent || other.isPresent
            values += other.values
        }
    }

    /// Looks a field up, from the event or from an element in it.
    func occurrence(of field: FieldReference, from root: Int) -> Occurrence {
        var result = Occurrence()
        for path in field.paths {
            guard let start = start(of: path, from: root) else { continue }
            var search = PathSearch(tree: self)
            result.join(search.resolve(path.steps[...], at: start))
        }
        return result
    }

    /// The values to which a path leads, arrays as they are.
    func ends(of path: FieldPath) -> [Int] {
        var search = PathSearch(tree: self)
        return search.ends(of: path.steps[...], at: 0)
    }

    /// Where the steps of a path start; `nil` for an object that nothing in the event makes.
    private func start(of path: FieldPath, from root: Int) -> Int? {
        path.origin == .event ? root : derivedRoots[path.origin]
    }

    /// The text of the only string at a path, for those who read JSON of martlet's own.
    package func string(at path: String) -> String? {
        only(.text, at: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The only whole number at a path.
    package func integer(at path: String) -> Int? {
        only(.number, at: path).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// The source of the only value at a path.
    package func source(at path: String) -> [UInt8]? {
        let values = occurrence(of: FieldReference(FieldPath(path)), from: 0).values
        return values.count == 1 ? source(of: values[0]) : nil
    }

    private func only(_ kind: Kind, at path: String) -> [UInt8]? {
        let values = occurrence(of: FieldReference(FieldPath(path)), from: 0).values
        guard values.count == 1, nodes[values[0]].kind == kind else { return nil }
        return text(of: values[0])
    }

    /// Where the look-up of a path that leads nowhere ends: the furthest that it gets.
    func absence(of path: FieldPath, from root: Int) -> Absence {
        guard let root = start(of: path, from: root) else {
            return Absence(
                path: ".",
                kind: nodes[root].kind,
                missing: path.description,
                keys: [],
                keyCount: 0
            )
        }
        var search = PathSearch(tree: self)
        _ = search.resolve(path.steps[...], at: root)
        guard let (node, rest) = search.furthest else {
            return absence(of: path.steps[...], at: root, from: root)
        }
        return absence(of: rest, at: node, from: root)
    }

    private func absence(
        of rest: ArraySlice<FieldPath.Step>,
        at node: Int,
        from root: Int
    ) -> Absence {
        let missing = Absence.text(of: rest)
        let isObject = nodes[node].kind == .object
        let keys =
            isObject
            ? members(of: node).compactMap { key(of: $0) }
                .map { String(decoding: $0, as: UTF8.self) } : []
        var absence = Absence(
            path: path(of: node, from: root),
            kind: nodes[node].kind,
            missing: missing,
            keys: Array(keys.prefix(Absence.keyLimit)),
            keyCount: keys.count
        )
        guard case .key(let key)? = rest.first else { return absence }
        let name = String(decoding: key, as: UTF8.self)
        absence.missing = name
        // A key that is much longer or shorter is another word, not the same one misspelt.
        absence.nearKey = Suggestion.nearest(
            to: name,
            among: keys.filter { abs($0.utf8.count - name.utf8.count) <= 2 }
        )
        if absence.nearKey == nil { absence.elsewhere = places(of: rest, from: root) }
        return absence
    }

    /// The first few places at which the rest of a path leads somewhere after all.
    private func places(of rest: ArraySlice<FieldPath.Step>, from root: Int) -> [String] {
        guard case .key(let first)? = rest.first else { return [] }
        var places: [String] = []
        let end = min(nodes[root].subtreeEnd, root + Absence.searchedNodeLimit)
        for node in root..<end where key(of: node) == first {
            var search = PathSearch(tree: self)
            let found = search.resolve(rest.dropFirst(), at: node)
            guard found.isPresent else { continue }
            let place = path(of: found.values.first ?? node, from: root)
            if !places.contains(place) { places.append(place) }
            if places.count == Absence.placeLimit { break }
        }
        return places
    }
}

/// One look-up of a path, literal keys first and longest first, as `docs/rule-language.md` says.
///
/// The keys up to an index are resolved by themselves, before the index is looked at.
private struct PathSearch {
    let tree: EventTree
    /// The node from which the look-up could not go on with the fewest steps left.
    var furthest: (node: Int, rest: ArraySlice<FieldPath.Step>)?

    init(tree: EventTree) {
        self.tree = tree
    }

    /// What a field has at the end of a path.
    mutating func resolve(
        _ steps: ArraySlice<FieldPath.Step>,
        at node: Int
    ) -> EventTree.Occurrence {
        let ends = ends(of: steps, at: node)
        return EventTree.Occurrence(
            isPresent: !ends.isEmpty,
            values: ends.flatMap { tree.flattened($0) }
        )
    }

    /// The values to which a path leads, arrays as they are.
    mutating func ends(of steps: ArraySlice<FieldPath.Step>, at node: Int) -> [Int] {
        var ends = [node]
        var rest = steps
        while let step = rest.first {
            var found: [Int] = []
            switch step {
            case .index(let index):
                for end in ends {
                    if let member = member(index, of: end) {
                        found.append(member)
                    } else {
                        note(end, rest)
                    }
                }
                rest.removeFirst()
            case .key:
                let keys = rest.leadingKeys
                let behind = rest.dropFirst(keys.count)
                for end in ends { found += resolve(keys[...], at: end, before: behind) }
                rest = behind
            }
            ends = found
        }
        return ends
    }

    private func member(_ index: Int, of node: Int) -> Int? {
        guard tree.nodes[node].kind == .array else { return nil }
        let members = tree.members(of: node)
        let place = index < 0 ? members.count + index : index
        return members.indices.contains(place) ? members[place] : nil
    }

    /// Resolves keys; `behind` is what follows them in the path.
    private mutating func resolve(
        _ keys: ArraySlice<[UInt8]>,
        at node: Int,
        before behind: ArraySlice<FieldPath.Step>
    ) -> [Int] {
        if keys.isEmpty { return [node] }
        var ends: [Int] = []
        var hasObject = false
        for element in tree.flattened(node) where tree.nodes[element].kind == .object {
            hasObject = true
            ends += resolve(keys, in: element, before: behind)
        }
        if !hasObject { note(node, keys.map { .key($0) } + behind) }
        return ends
    }

    private mutating func resolve(
        _ keys: ArraySlice<[UInt8]>,
        in object: Int,
        before behind: ArraySlice<FieldPath.Step>
    ) -> [Int] {
        for length in stride(from: keys.count, through: 1, by: -1) {
            let key = Array(keys.prefix(length).joined(separator: [UInt8(ascii: ".")]))
            guard let member = tree.member(key, of: object) else { continue }
            let ends = resolve(keys.dropFirst(length), at: member, before: behind)
            if !ends.isEmpty { return ends }
        }
        note(object, keys.map { .key($0) } + behind)
        return []
    }

    private mutating func note(_ node: Int, _ rest: ArraySlice<FieldPath.Step>) {
        if rest.count < furthest?.rest.count ?? .max { furthest = (node, rest) }
    }
}

extension ArraySlice<FieldPath.Step> {
    /// The keys up to the first index.
    fileprivate var leadingKeys: [[UInt8]] {
        var keys: [[UInt8]] = []
        for step in self {
            guard case .key(let key) = step else { break }
            keys.append(key)
        }
        return keys
    }
}
