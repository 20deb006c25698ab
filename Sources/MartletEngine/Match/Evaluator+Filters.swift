/// Filters: what must hold besides a rule for its match to become a signal.
extension Evaluator {
    /// Drops the matches that a filter hides, and counts what was hidden; `false` on failure.
    ///
    /// Asked for events that match a rule only, so filters cost nothing for all others.
    mutating func hideMatches(into report: inout ChunkReport) -> Bool {
        guard rules.hasFilters else { return true }
        var hiding: [Int] = []
        var kept = 0
        for match in matches {
            guard let filter = firstFilter(hiding: match.rule) else { return false }
            guard let filter else {
                matches[kept] = match
                kept += 1
                continue
            }
            report.countHidden(rule: match.rule)
            // An event counts once, however many of its matches the filter hides.
            if !hiding.contains(filter) {
                hiding.append(filter)
                report.countHiding(filter: filter)
            }
        }
        matches.removeSubrange(kept...)
        return true
    }

    /// The first of a rule's filters that does not hold.
    ///
    /// - Returns: The filter, `.some(nil)` if all hold, and `nil` if the event cannot be evaluated.
    private mutating func firstFilter(hiding rule: Int) -> Int?? {
        for filter in rules.filtersOfRule[rule] {
            guard let holds = holds(filter: filter) else { return nil }
            if !holds { return .some(filter) }
        }
        return .some(nil)
    }

    /// Whether any of a filter's programs holds, or `nil` if the event cannot be evaluated.
    private mutating func holds(filter: Int) -> Bool? {
        let run = programRuns[rules.details.count &+ filter]
        for condition in 0..<Int(run.count) {
            let program = programs[Int(run.base) &+ condition]
            guard let holds = fields.run(program, instructions, in: &scanner) else { return nil }
            if holds { return true }
        }
        return false
    }
}
