internal import Glibc
package import MartletCorrelation
package import MartletEngine

/// How a run went.
package struct PipelineOutcome: Sendable {
    /// How it ended.
    package enum Ending: Sendable, Equatable {
        /// All inputs were read, though some may have failed: see ``PipelineOutcome/inputErrors``.
        case completed
        /// Cut short by ``Cancellation``; what was written is whole.
        case cancelled
        /// The reader of the output went away (a closed pipe), which is no error.
        case outputClosed
        /// The signals or the dead letters could not be written.
        case outputFailed(PipelineError)

        /// What a failure to write means for the run.
        package init(outputFailure error: PipelineError) {
            self = error.errno == EPIPE ? .outputClosed : .outputFailed(error)
        }
    }

    /// A line that is no event, as told to the user.
    package struct MalformedLine: Sendable, Equatable {
        /// The input's name.
        package var file: String
        /// The line in the input, 1-based.
        package var line: Int
        /// The offset of the line's first byte in the (decompressed) input.
        package var offset: Int
        /// The length in bytes, without its line break.
        package var length: Int
        /// Why it is no event.
        package var failure: ScanFailure
        /// The offset of the byte to blame within the line.
        package var position: Int

        package init(
            file: String,
            line: Int,
            offset: Int,
            length: Int,
            failure: ScanFailure,
            position: Int
        ) {
            self.file = file
            self.line = line
            self.offset = offset
            self.length = length
            self.failure = failure
            self.position = position
        }
    }

    /// At most this many malformed lines are described per run; all are counted.
    ///
    /// Not more than a chunk describes, or the choice would depend on the chunk size.
    package static let malformedLineLimit = ChunkReport.malformedLineLimit

    package var ending: Ending
    package var metrics: PipelineMetrics
    /// What became of matches; `nil` where nothing was correlated.
    package var correlation: CorrelationOutcome?
    /// What became of what earlier runs knew; `nil` where there was nothing.
    package var stateChange: StateChange?
    /// The first malformed lines, in input order.
    package var malformedLines: [MalformedLine]
    /// What failed while reading, in input order; the other inputs were scanned all the same.
    package var inputErrors: [PipelineError]
    /// What rules and fields cost, if that was measured.
    package var costs: EvaluationCosts?
}
