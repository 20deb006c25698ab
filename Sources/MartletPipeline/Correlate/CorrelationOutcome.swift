package import MartletCorrelation
internal import MartletEngine

/// What correlating came to.
package struct CorrelationOutcome: Sendable, Equatable {
    /// What became of matches, by quiet rule and correlation.
    package var statistics: CorrelationStatistics
    /// Matches that came later than is allowed.
    package var lateCount = 0
    /// What `new_value` correlations know in the end, if that is wanted.
    package var baseline: Baseline?
}

extension PipelineOutcome {
    /// Correlates the matches of a run whose input has ended, and adds what came of it.
    ///
    /// What was scanned before a run was cancelled is correlated; to be cancelled meanwhile is another
    /// matter.
    mutating func finish(
        _ stage: any CorrelationStage,
        isContinued: Bool,
        cancellation: Cancellation
    ) {
        switch ending {
        case .completed, .cancelled: break
        case .outputClosed, .outputFailed: return
        }
        let wasCancelled = cancellation.isCancelled
        do throws(PipelineError) {
            let isComplete = try stage.finish(isContinued: isContinued) {
                !wasCancelled && cancellation.isCancelled
            }
            if !isComplete { ending = .cancelled }
        } catch {
            ending = Ending(outputFailure: error)
        }
        for (ordinal, counts) in stage.signalCounts.enumerated() {
            metrics.signalCounts[ordinal] += counts
        }
        correlation = CorrelationOutcome(
            statistics: stage.statistics,
            lateCount: stage.lateCount,
            baseline: stage.baseline
        )
    }
}
