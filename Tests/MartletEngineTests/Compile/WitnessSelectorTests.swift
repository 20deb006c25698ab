import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct WitnessSelectorTests {
    /// Four texts, a presence, and two nulls, which an absent field makes true.
    private let atoms = CompiledAtoms(
        (0..<4).map { number in
            let pattern = TextPattern(literal: Array("v\(number)".utf8))
            return ("f\(number % 2)", .text(pattern, caseSensitive: true))
        } + [("g", .exists(true)), ("f0", .null), ("h", .null)]
    )

    private func selector(for predicate: Predicate) -> WitnessSelector {
        WitnessSelector(atoms: atoms.atoms, estimate: atoms.estimate(of: predicate))
    }

    @Test func aWitnessIsTrueWheneverTheRuleMatches() {
        var random = RandomSource(seed: 9)
        let count = atoms.atoms.count
        var witnessCount = 0
        for _ in 0..<1_500 {
            let predicate = RandomPredicate.make(atomCount: count, using: &random).simplified()
            let selector = selector(for: predicate)
            let groups = selector.groups(of: predicate)
            let witness = selector.witness(of: predicate)
            #expect((witness == nil) == groups.isEmpty)
            guard let witness else { continue }
            witnessCount += 1
            #expect(groups.contains(witness))
            RandomPredicate.forEachAssignment(atomCount: count) { truth in
                guard predicate.holds({ truth[$0] }) else { return }
                for group in groups {
                    #expect(group.contains { truth[$0] }, "\(group) of \(predicate)")
                }
            }
        }
        #expect(witnessCount > 200)
    }

    @Test func absenceIsNoWitness() {
        let null = atoms.atoms.count - 1
        for predicate: Predicate in [
            .atom(null), .not(.atom(0)), .or([.atom(0), .atom(null)]),
            .or([.atom(0), .not(.atom(1))]), .constant(true),
        ] {
            #expect(selector(for: predicate).witness(of: predicate) == nil)
        }
        let guarded = Predicate.and([.atom(0), .not(.atom(1)), .atom(null)])
        #expect(selector(for: guarded).witness(of: guarded) == [0])
    }

    @Test func alternativesNeedAllTheirWitnesses() {
        let predicate = Predicate.or([.atom(3), .and([.atom(1), .not(.atom(0))]), .atom(3)])
        #expect(selector(for: predicate).witness(of: predicate) == [1, 3])
    }
}
