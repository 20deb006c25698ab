package import MartletEngine

/// What a run read and found, counted over all that was written out.
package struct PipelineMetrics: Sendable, Equatable {
    /// Lines, blank and malformed ones included.
    package var lineCount = 0
    /// Events evaluated.
    package var eventCount = 0
    /// Lines (or elements) that are no events.
    package var malformedCount = 0
    /// Bytes scanned, after decompression.
    package var scannedByteCount = 0
    /// Bytes read from the inputs, before decompression.
    package var inputByteCount = 0
    /// Signals for each rule, by ordinal.
    package var signalCounts: [Int]
    /// Matches that filters hid, for each rule.
    package var hiddenCounts: [Int]
    /// Events of which it hid a match, for each filter by ordinal.
    package var filterCounts: [Int]
    /// Which fields the events ever had.
    package var observations = FieldObservations()

    /// Signals of all rules together.
    package var signalCount: Int { signalCounts.reduce(0, +) }

    package init(ruleCount: Int, filterCount: Int = 0) {
        signalCounts = Array(repeating: 0, count: ruleCount)
        hiddenCounts = signalCounts
        filterCounts = Array(repeating: 0, count: filterCount)
    }
}
