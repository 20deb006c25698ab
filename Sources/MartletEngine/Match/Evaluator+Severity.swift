internal import MartletRules

/// Levels that depend on the event.
extension Evaluator {
    /// Notes for each match the first of its rule's cases that holds; `false` on failure.
    mutating func decideSeverities() -> Bool {
        guard rules.hasSeverityCases else { return true }
        for index in matches.indices {
            let run = programRuns[rules.firstSeverityRun &+ matches[index].rule]
            for number in 0..<Int(run.count) {
                let program = programs[Int(run.base) &+ number]
                guard let holds = fields.run(program, instructions, in: &scanner) else {
                    return false
                }
                if holds {
                    matches[index].severity = number + 1
                    break
                }
            }
        }
        return true
    }
}

extension Rule {
    /// The cases that are decided by the event alone, in order: their conditions and levels.
    var eventSeverities: [(condition: Condition, level: Level)] {
        severityCases.compactMap { severity in
            guard case .condition(let condition) = severity.requirement else { return nil }
            return (condition, severity.level)
        }
    }
}
