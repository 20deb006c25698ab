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
            var required: [RequiredField] = []
            for atom in group {
                let field = RequiredField(
                    field: fields.valueFields[atoms[atom].field],
                    block: block(of: atom, in: atoms, fields)
                )
                // Most groups ask one field for many values.
                if required.last != field { required.append(field) }
            }
            guard required.count > 1 else { return required }
            required.sort { $0.order < $1.order }
            return required.indices
                .filter { $0 == 0 || required[$0] != required[$0 - 1] }
                .map { required[$0] }
        }
    }

    private static func block(
        of atom: Int,
        in atoms: [AtomTable.Atom],
        _ fields: FieldRegistry
    ) -> Block? {
        guard case .block(let number) = atoms[atom].test,
            case .elements(_, let scope) = fields.sources[atoms[atom].field]
        else { return nil }
        return Block(scope: scope, number: number)
    }

    private var order: (Int, Int, Int) { (field, block?.scope ?? -1, block?.number ?? -1) }
}
