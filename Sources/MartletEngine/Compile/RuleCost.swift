/// What it costs to decide a rule, for the choice between witnesses and gates.
struct RuleCost {
    /// What it costs in nanoseconds to try a rule that fails by fields which gates could ask for.
    private static let trialWork = 100.0

    /// Nanoseconds that its witness costs every event; of no use to a rule that has none.
    var witnessWork: Double
    /// The share of events in which the witness holds.
    var witnessShare: Double

    /// The cost in nanoseconds an event, of which a share passes the gates.
    func cost(passing share: Double) -> Double {
        min(costWithWitness(passing: share), costWithoutWitness(passing: share))
    }

    /// Whether the witness is worth its while, given what gates let pass.
    func prefersWitness(passing share: Double) -> Bool {
        costWithWitness(passing: share) <= costWithoutWitness(passing: share)
    }

    private func costWithWitness(passing share: Double) -> Double {
        witnessWork + RuleCost.trialWork * witnessShare * share
    }

    private func costWithoutWitness(passing share: Double) -> Double {
        RuleCost.trialWork * share
    }
}

extension AtomEstimate {
    /// What a rule costs that has this witness, if any.
    func cost(ofRuleWithWitness witness: [Int]?) -> RuleCost {
        guard let witness else { return RuleCost(witnessWork: .infinity, witnessShare: 1) }
        let share = frequency(ofAny: witness)
        return RuleCost(
            witnessWork: cost(ofWitness: witness) - AtomEstimate.trialWork * share,
            witnessShare: share
        )
    }
}
