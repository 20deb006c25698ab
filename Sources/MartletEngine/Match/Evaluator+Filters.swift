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
            var holds = false
            for program in rules.filterPrograms[filter] where !holds {
                guard let outcome = outcome(of: program) else { return nil }
                holds = outcome
            }
            if !holds { return .some(filter) }
        }
        return .some(nil)
    }

    /// Whether a program holds in the current event, or `nil` if that cannot be evaluated.
    private mutating func outcome(of program: RuleProgram) -> Bool? {
        var next = program.entry
        while next >= 0 {
            let instruction = program.instructions[Int(next)]
            guard evaluate(field: Int(instruction.field)) else { return nil }
            let holds = outcomes[Int(instruction.word)] & instruction.mask != 0
            next = holds ? instruction.ifTrue : instruction.ifFalse
        }
        return next == RuleProgram.Exit.holds
    }
}
