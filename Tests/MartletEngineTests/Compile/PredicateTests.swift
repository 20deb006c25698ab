import MartletEngine
import MartletTestSupport
import Testing

@Suite struct PredicateTests {
    @Test(arguments: [
        (Predicate.and([]), Predicate.constant(true)),
        (.or([]), .constant(false)),
        (.and([.atom(1)]), .atom(1)),
        (.not(.not(.atom(1))), .atom(1)),
        (.not(.constant(true)), .constant(false)),
        (.and([.atom(1), .and([.atom(2), .atom(3)])]), .and([.atom(1), .atom(2), .atom(3)])),
        (.or([.atom(1), .or([.atom(2), .atom(1)])]), .or([.atom(1), .atom(2)])),
        (.and([.atom(1), .constant(true)]), .atom(1)),
        (.and([.atom(1), .constant(false)]), .constant(false)),
        (.or([.atom(1), .constant(true)]), .constant(true)),
        (.atLeast(1, [.atom(1), .atom(2)]), .or([.atom(1), .atom(2)])),
        (.atLeast(2, [.atom(1), .atom(2)]), .and([.atom(1), .atom(2)])),
        (.atLeast(2, [.atom(1), .constant(true), .atom(2)]), .or([.atom(1), .atom(2)])),
        (.atLeast(3, [.atom(1), .atom(2)]), .constant(false)),
        (.atLeast(0, [.atom(1)]), .constant(true)),
        (
            .atLeast(2, [.atom(1), .atom(1), .atom(2)]),
            .atLeast(2, [.atom(1), .atom(1), .atom(2)])
        ),
    ])
    func simplifies(_ predicate: Predicate, _ expected: Predicate) {
        #expect(predicate.simplified() == expected)
    }

    @Test func aSimplifiedPredicateSaysTheSame() {
        var random = RandomSource(seed: 7)
        for _ in 0..<2_000 {
            let predicate = RandomPredicate.make(atomCount: 5, using: &random)
            let simple = predicate.simplified()
            RandomPredicate.forEachAssignment(atomCount: 5) { truth in
                #expect(
                    simple.holds { truth[$0] } == predicate.holds { truth[$0] },
                    "\(predicate) became \(simple)"
                )
            }
            #expect(simple.simplified() == simple)
        }
    }
}
