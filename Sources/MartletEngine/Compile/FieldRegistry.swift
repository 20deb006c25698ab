package import MartletRules

/// Numbers the fields of an object that rules and signals read.
package struct FieldRegistry: Sendable {
    /// A field under the name that rules give it.
    private struct Field: Hashable {
        let source: FieldSource
        let name: FieldPath?
        /// The hash of the source alone, which seldom has two names.
        let sourceHash: Int

        init(source: FieldSource, name: FieldPath?) {
            self.source = source
            self.name = name
            sourceHash = source.hashValue
        }

        /// Compares the hashes first: paths that differ take long to compare.
        static func == (left: Field, right: Field) -> Bool {
            left.sourceHash == right.sourceHash && left.source == right.source
                && left.name == right.name
        }

        func hash(into hasher: inout Hasher) { hasher.combine(sourceHash) }
    }

    /// The number of the pseudo-field whose values are all scalar leaves of the object.
    package static let keywords = 0

    /// How each field is come by; a field depends on fields of lower numbers only.
    package private(set) var sources: [FieldSource] = [.leaves]
    /// The name that signals show; `nil` for the keywords.
    package private(set) var names: [FieldPath?] = [nil]
    /// The field whose values the tests of each field look at.
    private(set) var valueFields: [Int] = [keywords]
    private var known: [Field: Int] = [:]

    package init() {}

    /// The number of a field that a rule names, the same for the same places and name; `nil` means
    /// the keywords.
    package mutating func number(of reference: FieldReference?) -> Int {
        guard let reference else { return FieldRegistry.keywords }
        if reference.paths.count == 1 {
            return number(of: reference.paths[0], named: reference.name)
        }
        var pooled: [Int] = []
        for path in reference.paths {
            let field = number(of: path, named: path)
            if !pooled.contains(field) { pooled.append(field) }
        }
        return number(of: .pool(pooled), named: reference.name)
    }

    /// The number of a field of one path.
    mutating func number(of path: FieldPath, named name: FieldPath) -> Int {
        if case .derived(let form, let source) = path.origin {
            let base = number(of: source, named: source)
            let whole = number(of: .derived(form, of: base), named: nil)
            // However many names the object has, it is made once.
            let steps = path.steps
            return number(
                of: steps.isEmpty ? .pool([whole]) : .members(of: whole, steps),
                named: name
            )
        }
        guard path.indexedSteps.isEmpty else {
            let base = number(of: path.unindexed, named: path.unindexed)
            return number(of: .members(of: base, path.indexedSteps), named: name)
        }
        return number(of: path.segments.isEmpty ? .object : .path(path), named: name)
    }

    /// The number of a field that is come by in this way.
    mutating func number(of source: FieldSource, named name: FieldPath?) -> Int {
        let field = Field(source: source, name: name)
        if let number = known[field] { return number }
        let number = sources.count
        sources.append(source)
        names.append(name)
        let valueField =
            switch source {
            case .comparison(let value, _), .elements(let value, _), .routed(let value, _),
                .lone(let value, _):
                value
            case .leaves, .object, .path, .members, .derived, .pool: number
            }
        valueFields.append(valueField)
        known[field] = number
        return number
    }

    /// The marked fields and all that they depend on.
    func closure(of isMarked: [Bool]) -> [Bool] {
        var result = isMarked
        for field in sources.indices.reversed() where result[field] {
            for dependency in sources[field].dependencies { result[dependency] = true }
        }
        return result
    }

    /// The trie of the paths of the marked fields; `isEager` says which of them every walk must
    /// look for, and `isTyped` which of them that of a typed event may have to: without it, all.
    func trie(of isMarked: [Bool], isEager: [Bool], isTyped: [Bool]? = nil) -> FieldTrie {
        let paths = sources.indices.map { isMarked[$0] ? sources[$0].walkedPath : nil }
        // What follows from other fields is no reason to read on: they are. Keywords and objects
        // that are made are known only when the event has been read to its end.
        let isEager = sources.indices.map { field in
            switch sources[field] {
            case .path, .leaves, .derived: isEager[field]
            case .object, .members, .pool, .comparison, .elements, .routed, .lone: false
            }
        }
        var builder = FieldTrieBuilder(fields: paths, isEager: isEager, isTyped: isTyped)
        return builder.build()
    }
}
