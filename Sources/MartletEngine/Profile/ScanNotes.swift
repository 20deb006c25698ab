/// What a session found out besides signals.
package struct ScanNotes: Sendable {
    /// Which of the fields that rules need events ever had.
    package var observations: FieldObservations
    /// What rules and fields cost, if that was measured.
    package var costs: EvaluationCosts?

    /// Gathers notes; without any, nothing was seen yet.
    package init(
        observations: FieldObservations = FieldObservations(),
        costs: EvaluationCosts? = nil
    ) {
        self.observations = observations
        self.costs = costs
    }

    /// Adds what another session found.
    package mutating func merge(_ other: ScanNotes) {
        observations.merge(other.observations)
        guard let others = other.costs else { return }
        if costs == nil { costs = others } else { costs?.merge(others) }
    }
}
