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
        /// Groups, and tuples of values, that a match was not put into because it had too many.
        package var groupOverflow = 0
        /// Windows that had not closed when the input ended.
        package var undecided = 0
        /// Groups that were forgotten for want of memory.
        package var evictedGroups = 0
        /// What these groups still held: matches, values and open windows.
        package var evictedEntries = 0

        package init() {}
    }

    /// In the order of ``RuleSet/rules``; rules that are not quiet have counted nothing.
    package var rules: [Counts]
    /// In the order of ``RuleSet/correlations``.
    package var correlations: [Counts]
    /// Matches of detection rules that were taken in.
    package var matches = 0

    package init(ruleCount: Int, correlationCount: Int) {
        rules = Array(repeating: Counts(), count: ruleCount)
        correlations = Array(repeating: Counts(), count: correlationCount)
    }
}
