/// A level that takes the rule's place when a case holds; the first that does counts.
package struct SeverityCase: Sendable {
    /// When the level counts.
    package enum Requirement: Sendable, Equatable {
        /// Holds of the rule's selections in the event. Detection rules only.
        case condition(Condition)
        /// All hold of the number of matches in the episode.
        case count([Correlation.Threshold])
        /// All hold of what was compared with the correlation's condition. Correlations only.
        case value([Correlation.Threshold])
    }

    package var requirement: Requirement
    package var level: Level

    package init(_ requirement: Requirement, level: Level) {
        self.requirement = requirement
        self.level = level
    }
}
