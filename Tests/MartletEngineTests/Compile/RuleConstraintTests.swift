import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct RuleConstraintTests {
    /// Six texts of three fields, a presence, and two nulls, which an absent field makes true.
    private let atoms = CompiledAtoms(
        (0..<6).map { number in
            let pattern = TextPattern(literal: Array("v\(number)".utf8))
            return ("f\(number % 3)", .text(pattern, caseSensitive: true))
        } + [("g", .exists(true)), ("f0", .null), ("h", .null)]
    )

    private func constraints(of predicate: Predicate) -> [Int: RuleConstraint] {
        RuleConstraint.all(
            of: predicate,
            fieldOfAtom: atoms.layout.fieldOfAtom,
            isWanted: Array(repeating: true, count: atoms.fields.sources.count),
            estimate: atoms.estimate(of: predicate)
        )
    }

    /// What the constraints of all fields say of a rule by which tests hold.
    private func pass(_ constraints: [Int: RuleConstraint], _ truth: [Bool]) -> Bool {
        constraints.values.allSatisfy { constraint in
            (constraint.needed?.contains { truth[$0] } ?? true)
                && !constraint.forbidden.contains { truth[$0] }
        }
    }

    @Test func whatMatchesMeetsEveryConstraint() {
        var random = RandomSource(seed: 14)
        let count = atoms.atoms.count
        var constraintCount = 0
        var excludedCount = 0
        for _ in 0..<1_000 {
            let predicate = RandomPredicate.make(atomCount: count, using: &random).simplified()
            let constraints = constraints(of: predicate)
            constraintCount += constraints.count
            for (field, constraint) in constraints {
                for atom in (constraint.needed ?? []) + constraint.forbidden {
                    #expect(atoms.layout.fieldOfAtom[atom] == field)
                }
            }
            RandomPredicate.forEachAssignment(atomCount: count) { truth in
                let passes = pass(constraints, truth)
                if predicate.holds({ truth[$0] }) {
                    #expect(passes, "\(constraints) of \(predicate)")
                }
                if !passes { excludedCount += 1 }
            }
        }
        // Constraints that exclude nothing would be of no use.
        #expect(constraintCount > 500)
        #expect(excludedCount > 50_000)
    }

    @Test func alternativesOfOneFieldAreOneConstraint() {
        let predicate = Predicate.and([
            .or([.atom(0), .atom(3)]), .not(.or([.atom(1), .atom(4)])),
        ])
        let constraints = constraints(of: predicate)
        #expect(constraints.count == 2)
        #expect(constraints[atoms.layout.fieldOfAtom[0]]?.needed == [0, 3])
        #expect(constraints[atoms.layout.fieldOfAtom[1]]?.needed == nil)
        #expect(constraints[atoms.layout.fieldOfAtom[1]]?.forbidden == [1, 4])
    }

    @Test func alternativesOfTwoFieldsConstrainNeither() {
        #expect(constraints(of: .or([.atom(0), .atom(1)])).isEmpty)
        #expect(constraints(of: .not(.and([.atom(0), .atom(1)]))).isEmpty)
        #expect(constraints(of: .constant(true)).isEmpty)
    }
}
