import MartletEngine
import MartletTestSupport

/// Predicates over a handful of atoms, small enough to try every assignment of truth.
enum RandomPredicate {
    static func make(
        atomCount: Int,
        depth: Int = 3,
        using random: inout RandomSource
    ) -> Predicate {
        if depth == 0 || random.oneIn(5) {
            return random.oneIn(10)
                ? .constant(random.oneIn(2)) : .atom(random.below(atomCount))
        }
        let members = (0..<random.below(5)).map { _ in
            make(atomCount: atomCount, depth: depth - 1, using: &random)
        }
        switch random.below(4) {
        case 0: return .and(members)
        case 1: return .or(members)
        case 2: return .not(make(atomCount: atomCount, depth: depth - 1, using: &random))
        default: return .atLeast(random.below(members.count + 2), members)
        }
    }

    /// Calls back with every assignment of truth to so many atoms.
    static func forEachAssignment(atomCount: Int, _ body: ([Bool]) -> Void) {
        for bits in 0..<(1 << atomCount) {
            body((0..<atomCount).map { bits >> $0 & 1 != 0 })
        }
    }
}
