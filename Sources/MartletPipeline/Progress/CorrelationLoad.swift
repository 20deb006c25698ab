internal import MartletCorrelation

/// What correlations keep at a time, and what they gave up.
package struct CorrelationLoad: Sendable, Equatable {
    /// Groups that something is known of.
    package var groupCount = 0
    /// The memory that they take.
    package var byteCount = 0
    /// Groups that were forgotten for want of memory.
    package var evictedGroupCount = 0
    /// Matches that came too late.
    package var lateCount = 0

    package init() {}
}

extension CorrelationLoad {
    init(_ stage: any CorrelationStage) {
        groupCount = stage.correlator.groupCount
        byteCount = stage.correlator.usedByteCount
        evictedGroupCount = stage.statistics.evictedGroupCount
        lateCount = stage.lateCount
    }
}
