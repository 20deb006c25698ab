/// What a scan of one chunk came to, whoever scanned it.
package struct ScanOutcome: Sendable, Equatable {
    /// Which rule matched which line.
    package struct Match: Hashable, Sendable, Comparable, CustomStringConvertible {
        /// The line, counted from 1.
        package var line: Int
        package var ruleID: String

        package init(line: Int, ruleID: String) {
            self.line = line
            self.ruleID = ruleID
        }

        package var description: String { "\(line): \(ruleID)" }

        package static func < (left: Match, right: Match) -> Bool {
            (left.line, left.ruleID) < (right.line, right.ruleID)
        }
    }

    /// The signals in the order in which they were written.
    package var matches: [Match] = []
    package var lineCount = 0
    package var eventCount = 0
    package var malformedCount = 0
    /// Events by log source, and behind them those of none.
    package var sourceCounts: [Int] = []
    package var unreadableCount = 0
    /// How many matches of each rule filters hid, by the rule's place in the rule set.
    package var hiddenCounts: [Int: Int] = [:]
    /// How many events each filter hid, by the filter's place in the rule set.
    package var filterCounts: [Int: Int] = [:]
    /// The lines within which a text begins as an event and is none, as far as they are known.
    package var unsoundLines: Set<Int> = []
    /// What is wrong with the output itself, such as a signal that is no JSON.
    package var faults: [String] = []

    package init() {}
}
