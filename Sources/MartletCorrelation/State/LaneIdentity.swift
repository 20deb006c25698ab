package import MartletEngine

/// What a lane is known by from run to run, and whether what was kept for it still applies.
package struct LaneIdentity: Hashable, Sendable {
    package var isCorrelation: Bool
    package var rule: RuleIdentity
    /// A fingerprint of everything that decides what is kept and how it is grouped.
    ///
    /// Thresholds, levels and messages are no part of it: they are read anew.
    package var shape: UInt64

    package init(isCorrelation: Bool, rule: RuleIdentity, shape: UInt64) {
        self.isCorrelation = isCorrelation
        self.rule = rule
        self.shape = shape
    }
}
