/// The blocks over the elements of a field, compiled: fields, tests, and a program for each body.
final class CompiledScope: Sendable {
    let fields: CompiledFields
    /// The blocks by their numbers.
    let blocks: [ElementScope.Block]
    let programs: Constants<CompiledRules.Program>
    let instructions: Constants<RuleProgram.Instruction>
    /// For each block, the groups of fields that an element must have to satisfy it.
    let requiredFields: [[[RequiredField]]]

    init(_ scope: ElementScope) {
        let registry = scope.builder.fields
        let atoms = scope.builder.atoms
        let layout = AtomLayout(atoms: atoms, fieldCount: registry.sources.count)
        let bodies = scope.blocks.map(\.body)
        let estimate = AtomEstimate(atoms: atoms, fields: registry, predicates: bodies)
        let table = ProgramTable(
            [bodies],
            assembler: ProgramAssembler(layout: layout, estimate: estimate)
        )
        let all = Array(repeating: true, count: registry.sources.count)
        self.fields = CompiledFields(
            registry,
            atoms: atoms.atoms,
            tables: MatcherBuilder.build(atoms: atoms.atoms, fields: registry, layout: layout),
            scopes: scope.builder.scopes,
            trie: registry.trie(of: all, isEager: all),
            layout: layout
        )
        self.blocks = scope.blocks
        self.programs = Constants(table.programs)
        self.instructions = Constants(table.instructions)
        let selector = WitnessSelector(atoms: atoms.atoms, estimate: estimate)
        self.requiredFields = bodies.map { body in
            RequiredField.groups(
                of: selector.groups(of: body),
                atoms: atoms.atoms,
                fields: registry
            )
        }
    }
}
