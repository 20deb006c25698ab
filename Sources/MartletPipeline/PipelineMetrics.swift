package import MartletEngine

/// What a run read and found, counted over all that was written out.
package struct PipelineMetrics: Sendable, Equatable {
    /// Lines, blank and malformed ones included.
    package var lineCount = 0
    /// Events evaluated.
    package var eventCount = 0
    /// Events by log source, in the order of the engine's, and behind them those of none.
    package var sourceCounts: [Int] = []
    /// Texts in events that begin as an event and are none.
    package var unreadableCount = 0
    /// Objects made of fields of events of which a limit left out a part.
    package var curtailedCount = 0
    /// Lines (or elements) that are no events.
    package var malformedCount = 0
    /// Bytes scanned, after decompression.
    package var scannedByteCount = 0
    /// Bytes read from the inputs, before decompression.
    package var inputByteCount = 0
    /// Events that match a rule for correlations and do not say when they happened.
    package var noTimeCount = 0
    /// Ends of scans, where their matches are read in place of events.
    package var endCount = 0
    /// Matches for each rule, by ordinal.
    package var matchCounts: [Int]
    /// Signals for each rule by ordinal, and behind the rules for each correlation.
    package var signalCounts: [LevelCounts]
    /// Matches that filters hid, for each rule.
    package var hiddenCounts: [Int]
    /// Events of which it hid a match, for each filter by ordinal.
    package var filterCounts: [Int]
    /// Signals that told what no rule saw of the inputs.
    package var flawSignalCounts: [InputFlaw: Int] = [:]
    /// Which fields the events ever had.
    package var observations = FieldObservations()

    /// Signals of all rules together.
    package var signalCount: Int { signalCounts.reduce(0) { $0 + $1.total } }

    /// Adds what an earlier run with other rules read: all that does not depend on rules.
    package mutating func addInput(of earlier: PipelineMetrics) {
        lineCount += earlier.lineCount
        eventCount += earlier.eventCount
        malformedCount += earlier.malformedCount
        unreadableCount += earlier.unreadableCount
        curtailedCount += earlier.curtailedCount
        scannedByteCount += earlier.scannedByteCount
        inputByteCount += earlier.inputByteCount
    }

    /// Adds a chunk's events by log source.
    mutating func add(sourceCounts counts: [Int]) {
        let missing = counts.count - sourceCounts.count
        if missing > 0 { sourceCounts += Array(repeating: 0, count: missing) }
        for source in counts.indices { sourceCounts[source] += counts[source] }
    }

    package init(ruleCount: Int, filterCount: Int = 0, correlationCount: Int = 0) {
        matchCounts = Array(repeating: 0, count: ruleCount)
        signalCounts = Array(repeating: LevelCounts(), count: ruleCount + correlationCount)
        hiddenCounts = matchCounts
        filterCounts = Array(repeating: 0, count: filterCount)
    }
}
