/// A field without which something cannot hold, or whose elements must have other fields for it.
///
/// They come in groups, of which at least one must be there.
struct RequiredField: Hashable, Sendable {
    /// A block that one of the field's elements must satisfy.
    struct Block: Hashable, Sendable {
        let scope: Int
        /// Its number in the scope, where ``CompiledScope/requiredFields`` has what it requires.
        let number: Int
    }

    let field: Int
    let block: Block?

    /// The groups of what the atoms require of which each group must have a true one.
    static func groups(
        of groups: [[Int]],
        atoms: [AtomTable.Atom],
        fields: FieldRegistry
    ) -> [[RequiredField]] {
        groups.map { group in
            let required = group.map { atom in
                RequiredField(
                    field: fields.valueField(of: atoms[atom].field),
                    block: block(of: atoms[atom], fields)
                )
            }
            return Array(Set(required)).sorted { $0.order < $1.order }
        }
    }

    private static func block(of atom: AtomTable.Atom, _ fields: FieldRegistry) -> Block? {
        guard case .block(let number) = atom.test,
            case .elements(_, let scope) = fields.sources[atom.field]
        else { return nil }
        return Block(scope: scope, number: number)
    }

    private var order: (Int, Int, Int) { (field, block?.scope ?? -1, block?.number ?? -1) }
}
