/// The programs of all rules and filters, one behind the other.
struct ProgramTable {
    /// For each rule or filter, the run of its programs, one a condition.
    private(set) var runs: [CompiledRules.Run] = []
    private(set) var programs: [CompiledRules.Program] = []
    private(set) var instructions: [RuleProgram.Instruction] = []

    /// Assembles the conditions of each rule or filter.
    init(_ conditions: [[Predicate]], assembler: ProgramAssembler) {
        var assembler = assembler
        for rule in conditions {
            runs.append(.init(base: Int32(programs.count), count: Int32(rule.count)))
            for predicate in rule {
                let program = assembler.assemble(predicate)
                programs.append(.init(base: Int32(instructions.count), entry: program.entry))
                instructions += program.instructions
            }
        }
    }
}
