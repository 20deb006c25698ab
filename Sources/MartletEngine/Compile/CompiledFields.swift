internal import MartletRules

/// The fields of one kind of object and their tests: of events, or of the elements of an array.
final class CompiledFields: Sendable {
    /// What evidence needs of an atom.
    struct Atom: BitwiseCopyable, Sendable {
        var field: Int
        /// The field whose values it tests.
        var valueField: Int
        /// The atom's bit among all outcomes.
        var bit: Int
        var subject = Subject.values
    }

    /// What an atom tests.
    enum Subject: BitwiseCopyable, Sendable {
        /// The values of its field.
        case values
        /// The values of a field against those of another.
        case comparison(Int32, with: Int32)
        /// The elements that a field's values are, by a block of a scope.
        case elements(of: Int32, scope: Int32, block: Int32)
    }

    /// The fields that tests read.
    let trie: FieldTrie
    let tables: MatcherTables
    let wordCount: Int
    let sources: [FieldSource]
    /// The name that signals show for each field; `nil` for the keywords.
    let names: [FieldPath?]
    let atoms: Constants<Atom>
    let scopes: [CompiledScope]
    /// For each field, the deferred subtrees that may hold it; a count of ``derived`` for a field
    /// that the walk does not find at all.
    let lookups: Constants<CompiledRules.Run>
    /// For each field, whether it is known when the walk of an event pauses.
    let isDecisive: [Bool]
    /// For each field, the one that has its values: itself, unless it has no more than tests.
    let valueFields: Constants<Int32>
    /// For each field that starts from the arrays of another one, the way from there.
    let resolvers: [PathResolver?]
    /// Whether a field is an object that is made of others.
    let hasDerivedObjects: Bool

    static let derived: Int32 = -1

    /// Compiles fields and tests, found by a trie, with outcomes as `layout` says.
    init(
        _ registry: FieldRegistry,
        atoms: [AtomTable.Atom],
        tables: MatcherTables,
        scopes: [ElementScope],
        trie: FieldTrie,
        layout: AtomLayout
    ) {
        self.trie = trie
        self.tables = tables
        self.wordCount = layout.wordCount
        self.sources = registry.sources
        self.names = registry.names
        self.atoms = Constants(
            atoms.indices.map { number in
                let field = atoms[number].field
                var atom = Atom(
                    field: field,
                    valueField: registry.sources[field].testedField ?? field,
                    bit: layout.bitOfAtom[number]
                )
                if case .comparison(let value, let other) = registry.sources[field] {
                    atom.subject = .comparison(Int32(value), with: Int32(other))
                } else if case .elements(let elements, let scope) = registry.sources[field],
                    case .block(let block) = atoms[number].test
                {
                    atom.subject = .elements(
                        of: Int32(elements),
                        scope: Int32(scope),
                        block: Int32(block)
                    )
                }
                return atom
            }
        )
        self.scopes = scopes.map { CompiledScope($0) }
        self.lookups = Constants(
            registry.sources.indices.map {
                registry.sources[$0].walkedPath == nil
                    ? CompiledRules.Run(base: 0, count: CompiledFields.derived)
                    : trie.deferredRuns.view[$0]
            }
        )
        var isDecisive = trie.isDecisive
        for (field, source) in registry.sources.enumerated() {
            switch source {
            case .path, .leaves, .derived: break
            case .object, .members, .pool, .comparison, .elements, .routed, .lone:
                // A walk pauses only where an event's beginning has told its log source.
                isDecisive[field] = source.dependencies.allSatisfy { isDecisive[$0] }
            }
        }
        self.isDecisive = isDecisive
        self.valueFields = Constants(
            registry.sources.enumerated().map { Int32($1.testedField ?? $0) }
        )
        self.hasDerivedObjects = registry.sources.contains {
            if case .derived = $0 { true } else { false }
        }
        self.resolvers = registry.sources.map {
            if case .members(_, let steps) = $0 { PathResolver(steps) } else { nil }
        }
    }
}
