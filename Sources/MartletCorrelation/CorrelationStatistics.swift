/// What became of matches, for the summary.
package struct CorrelationStatistics: Sendable, Equatable {
    /// The counts of one correlation or quiet rule.
    package struct Counts: Sendable, Equatable {
        /// Episodes, whether or not they were signals.
        package var signals = 0
        /// Firings, of which an episode holds one or more.
        package var firings = 0
        /// Matches without a value to group by.
        package var noGroup = 0
        /// Groups that matches did not join because they would have joined too many.
        package var groupOverflow = 0
        /// Windows that had not closed when the input ended, or when they were forgotten.
        package var undecided = 0
        /// Groups that were forgotten for want of memory.
        package var evictedGroups = 0
        /// What these groups still held: matches and values.
        package var evictedEntries = 0

        package init() {}

        mutating func add(_ other: Counts) {
            signals += other.signals
            firings += other.firings
            noGroup += other.noGroup
            groupOverflow += other.groupOverflow
            undecided += other.undecided
            evictedGroups += other.evictedGroups
            evictedEntries += other.evictedEntries
        }
    }

    /// In the order of ``RuleSet/rules``; rules that are not quiet have counted nothing.
    package var rules: [Counts]
    /// In the order of ``RuleSet/correlations``.
    package var correlations: [Counts]
    /// Matches of detection rules that were taken in.
    package var matches = 0

    /// Groups of all of them that were forgotten for want of memory.
    package var evictedGroupCount: Int {
        (rules + correlations).reduce(0) { $0 + $1.evictedGroups }
    }

    package init(ruleCount: Int, correlationCount: Int) {
        rules = Array(repeating: Counts(), count: ruleCount)
        correlations = Array(repeating: Counts(), count: correlationCount)
    }

    /// Adds what another run of the same rules has counted.
    package mutating func add(_ other: CorrelationStatistics) {
        for index in rules.indices { rules[index].add(other.rules[index]) }
        for index in correlations.indices { correlations[index].add(other.correlations[index]) }
        matches += other.matches
    }

    /// Adds counts of the lane with an ordinal.
    mutating func add(_ counts: Counts, of ordinal: Int) {
        if ordinal < rules.count {
            rules[ordinal].add(counts)
        } else {
            correlations[ordinal - rules.count].add(counts)
        }
    }
}
