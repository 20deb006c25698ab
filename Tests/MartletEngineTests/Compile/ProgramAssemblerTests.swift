import MartletEngine
import MartletTestSupport
import Testing

@Suite struct ProgramAssemblerTests {
    private func assemble(_ predicate: Predicate, over atoms: CompiledAtoms) -> RuleProgram {
        var assembler = ProgramAssembler(
            layout: atoms.layout,
            estimate: atoms.estimate(of: predicate)
        )
        return assembler.assemble(predicate)
    }

    /// Follows a program's jumps; a program that goes round in circles does not hold.
    private func holds(_ program: RuleProgram, _ outcomes: [UInt64]) -> Bool {
        var next = program.entry
        for _ in 0...program.instructions.count where next >= 0 {
            let instruction = program.instructions[Int(next)]
            let isTrue = outcomes[Int(instruction.word)] & instruction.mask != 0
            next = isTrue ? instruction.ifTrue : instruction.ifFalse
        }
        return next == RuleProgram.Exit.holds
    }

    @Test func aProgramSaysWhatItsPredicateSays() {
        var random = RandomSource(seed: 8)
        for fieldCount in [1, 2, 6] {
            let atoms = CompiledAtoms(count: 6, fieldCount: fieldCount)
            for _ in 0..<300 {
                let predicate = RandomPredicate.make(atomCount: 6, using: &random).simplified()
                let program = assemble(predicate, over: atoms)
                RandomPredicate.forEachAssignment(atomCount: 6) { truth in
                    let expected = predicate.holds { truth[$0] }
                    let found = holds(program, atoms.outcomes { truth[$0] })
                    #expect(found == expected, "\(predicate)")
                }
            }
        }
    }

    @Test func countsEveryThreshold() {
        let atoms = CompiledAtoms(count: 6, fieldCount: 3)
        for count in 0...6 {
            let predicate = Predicate.atLeast(count, (0..<6).map { .atom($0) })
            let program = assemble(predicate, over: atoms)
            RandomPredicate.forEachAssignment(atomCount: 6) { truth in
                let found = holds(program, atoms.outcomes { truth[$0] })
                #expect(found == (truth.count { $0 } >= count))
            }
        }
    }

    @Test func alternativesOfOneWordAreOneTest() {
        // 150 atoms of one field fill three words.
        let atoms = CompiledAtoms(count: 150, fieldCount: 1)
        let program = assemble(.or((0..<150).map { .atom($0) }), over: atoms)
        #expect(program.instructions.count == 3)
        #expect(!holds(program, atoms.outcomes { _ in false }))
        for atom in 0..<150 { #expect(holds(program, atoms.outcomes { $0 == atom })) }
    }

    @Test func aConstantNeedsNoInstruction() {
        let atoms = CompiledAtoms(count: 1, fieldCount: 1)
        #expect(assemble(.constant(true), over: atoms).entry == RuleProgram.Exit.holds)
        #expect(assemble(.constant(false), over: atoms).entry == RuleProgram.Exit.fails)
        #expect(assemble(.constant(true), over: atoms).instructions.isEmpty)
    }

    @Test func eachInstructionNamesTheFieldOfItsBits() {
        let atoms = CompiledAtoms(count: 12, fieldCount: 4)
        let program = assemble(.or((0..<12).map { .atom($0) }), over: atoms)
        for instruction in program.instructions {
            for atom in 0..<12 {
                let bit = atoms.layout.bitOfAtom[atom]
                let isTested =
                    bit / 64 == Int(instruction.word)
                    && instruction.mask >> UInt64(bit % 64) & 1 != 0
                if isTested { #expect(atoms.atoms[atom].field == Int(instruction.field)) }
            }
        }
    }
}
