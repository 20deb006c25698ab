package import MartletRules

/// What a policy leaves a rule, or a correlation, to see.
package struct RuleSight: Sendable {
    /// The answer in a word.
    package enum Verdict: String, Sendable, CaseIterable {
        /// Everything that it is for, but for noise.
        case sees
        /// Something.
        case partly
        /// Nothing: it cannot match.
        case blind
        /// It is not known what the rule needs.
        case undecided
    }

    package let metadata: RuleMetadata
    package let verdict: Verdict
    package let losses: [Loss]
    /// For a correlation, and for a rule whose needs are not known, why.
    package let remark: String?
    package let isCorrelation: Bool
    /// The rules that a correlation reads, directly or through others.
    let reads: [RuleSight]
    /// Whether only correlations read its matches.
    package let isSilent: Bool

    init(
        _ metadata: RuleMetadata,
        _ verdict: Verdict,
        losses: [Loss] = [],
        remark: String? = nil,
        reads: [RuleSight] = [],
        isCorrelation: Bool = false,
        isSilent: Bool
    ) {
        self.metadata = metadata
        self.verdict = verdict
        self.losses = losses
        self.remark = remark
        self.reads = reads
        self.isCorrelation = isCorrelation
        self.isSilent = isSilent
    }
}
