/// Draws scenarios in proportion to their weights.
struct WeightedChoice {
    private let scenarios: [Scenario]
    private let indices: [Int]

    init(_ scenarios: [Scenario]) {
        self.scenarios = scenarios
        indices = scenarios.indices.flatMap { index in
            Array(repeating: index, count: scenarios[index].weight)
        }
    }

    func draw(_ random: inout RandomSource) -> Scenario {
        scenarios[indices[random.next(below: indices.count)]]
    }
}
