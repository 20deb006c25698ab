package import MartletCorrelation

/// How matches are correlated, and within which limits.
package struct CorrelationOptions: Sendable {
    /// About how much memory matches, groups and signals may take.
    package var memoryByteLimit: Int
    /// How far behind the latest event, in nanoseconds, a match may come and still count; `nil` if the
    /// input ends, and all of it is put in order first.
    package var allowedLateness: Int64?
    /// Whether another run goes on where this one ends, so that nothing is closed before its time.
    package var isContinued = false
    /// What `new_value` correlations know before their first match.
    package var baseline: Baseline?
    /// Whether it is wanted what they know in the end.
    package var learnsBaseline = false

    package init(memoryByteLimit: Int = 256 << 20, allowedLateness: Int64? = nil) {
        self.memoryByteLimit = memoryByteLimit
        self.allowedLateness = allowedLateness
    }

    /// What matches, and in the end signals, may take while they are put in order.
    var sortByteLimit: Int { memoryByteLimit / 8 }
    /// What groups may take.
    var stateByteLimit: Int { memoryByteLimit - 2 * sortByteLimit }

    /// What of this concerns the correlator.
    var correlator: Correlator.Options {
        var options = Correlator.Options(
            stateByteLimit: stateByteLimit,
            isStreaming: allowedLateness != nil,
            isContinued: isContinued
        )
        options.baseline = baseline
        return options
    }
}
