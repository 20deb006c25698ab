package import MartletRules

/// What the scan of one chunk found.
///
/// Reused from chunk to chunk, so it allocates only on growth.
///
/// Line numbers are relative to the chunk (0 is its first line), because chunks are scanned before
/// the lines in front of them are counted; whoever writes the reports in order adds the base.
package struct ChunkReport: Sendable {
    /// A line that is no event, and why.
    package struct MalformedLine: Sendable, Equatable {
        /// The line, relative to the chunk.
        package var line: Int
        /// The offset of the line's first byte in the input.
        package var offset: Int
        /// The line's length in bytes, without its line break.
        package var length: Int
        /// Why it is no event.
        package var failure: ScanFailure
        /// The offset of the byte to blame within the line.
        package var position: Int

        package init(
            line: Int,
            offset: Int,
            length: Int,
            failure: ScanFailure,
            position: Int
        ) {
            self.line = line
            self.offset = offset
            self.length = length
            self.failure = failure
            self.position = position
        }
    }

    /// Where a line number belongs in ``signals``.
    package struct LineFixup: Sendable, Equatable {
        /// The index in ``signals`` before which the number is to be inserted.
        package var index: Int
        /// The line, relative to the chunk.
        package var line: Int

        package init(index: Int, line: Int) {
            self.index = index
            self.line = line
        }
    }

    /// How many signals a rule gave at a level.
    package struct SignalCount: Sendable, Equatable {
        package var rule: Int
        package var level: Level
        package var count: Int

        package init(rule: Int, level: Level, count: Int) {
            self.rule = rule
            self.level = level
            self.count = count
        }
    }

    /// Where a line number belongs in the signal of one of ``matches``.
    package struct MatchFixup: Sendable, Equatable {
        /// The index of the match.
        package var match: Int
        /// The index in its signal before which the number is to be inserted.
        package var index: Int
    }

    /// How often a rule matched.
    package struct RuleCount: Sendable, Equatable {
        package var rule: Int
        package var count: Int

        package init(rule: Int, count: Int) {
            self.rule = rule
            self.count = count
        }
    }

    /// How many events a filter hid from at least one rule.
    package struct FilterCount: Sendable, Equatable {
        package var filter: Int
        package var count: Int

        package init(filter: Int, count: Int) {
            self.filter = filter
            self.count = count
        }
    }

    /// At most this many malformed lines are described per chunk; all are counted.
    package static let malformedLineLimit = 16

    /// Encoded signals, complete but for the line numbers of ``lineFixups``.
    package var signals: [UInt8] = []
    package var lineFixups: [LineFixup] = []
    /// The events that gave signals, in order, when the options ask for them.
    package var events: [[UInt8]] = []
    /// Lines in the chunk, blank ones included; an unterminated last line counts.
    package var lineCount = 0
    /// Events evaluated; an EventList counts its items.
    package var eventCount = 0
    /// Events by log source, in the order of the engine's; the last count is of those of none.
    package var sourceCounts: [Int] = []
    /// Texts in events that begin as an event and are none; what holds them was evaluated.
    package var unreadableCount = 0
    /// Objects made of fields of events of which a limit left out a part.
    package var curtailedCount = 0
    package var malformedCount = 0
    package var malformedLines: [MalformedLine] = []
    /// The longest of all: one that is too long must not hide behind many that are short.
    package var longestMalformedLine: MalformedLine?
    /// The bytes of the malformed lines, each with a line feed, when the options ask for them.
    package var malformedBytes: [UInt8] = []
    /// One entry a rule that matched in this chunk, in the order of first match.
    package var ruleCounts: [RuleCount] = []
    /// One entry a rule and level that gave signals in this chunk, in the order of the first.
    package var signalCounts: [SignalCount] = []
    /// Matches for correlations, complete but for the numbers of their input and line.
    package var matches: [MatchRecord] = []
    package var matchFixups: [MatchFixup] = []
    /// Whether the chunk holds the matches of a scan in place of events: they are complete then.
    package var isOfMatches = false
    /// The names of the inputs of such matches, which are numbered by them.
    package var matchInputs: [String] = []
    /// How many ends of scans such a chunk holds.
    package var endCount = 0
    /// Events with matches for correlations that do not say when they happened.
    package var noTimeCount = 0
    /// When the chunk's last event happened, if it says so; known only if matches are collected.
    ///
    /// Of ends of scans, the latest.
    package var lastEventTime: Int64?
    /// One entry a rule of which filters hid matches.
    package var hiddenCounts: [RuleCount] = []
    /// One entry a filter that hid an event.
    package var filterCounts: [FilterCount] = []

    package init() {}

    /// Forgets everything and keeps the storage.
    package mutating func reset() {
        signals.removeAll(keepingCapacity: true)
        lineFixups.removeAll(keepingCapacity: true)
        events.removeAll()
        lineCount = 0
        eventCount = 0
        sourceCounts.removeAll(keepingCapacity: true)
        unreadableCount = 0
        curtailedCount = 0
        malformedCount = 0
        malformedLines.removeAll(keepingCapacity: true)
        longestMalformedLine = nil
        malformedBytes.removeAll(keepingCapacity: true)
        ruleCounts.removeAll(keepingCapacity: true)
        signalCounts.removeAll(keepingCapacity: true)
        matches.removeAll(keepingCapacity: true)
        matchFixups.removeAll(keepingCapacity: true)
        isOfMatches = false
        matchInputs.removeAll(keepingCapacity: true)
        endCount = 0
        noTimeCount = 0
        lastEventTime = nil
        hiddenCounts.removeAll(keepingCapacity: true)
        filterCounts.removeAll(keepingCapacity: true)
    }

    /// Counts a match.
    package mutating func count(rule: Int) {
        ChunkReport.count(rule, in: &ruleCounts)
    }

    /// Counts a signal.
    package mutating func countSignal(rule: Int, level: Level) {
        if let index = signalCounts.lastIndex(where: { $0.rule == rule && $0.level == level }) {
            signalCounts[index].count += 1
        } else {
            signalCounts.append(.init(rule: rule, level: level, count: 1))
        }
    }

    /// Counts a match that a filter hid.
    mutating func countHidden(rule: Int) {
        ChunkReport.count(rule, in: &hiddenCounts)
    }

    /// Counts an event that a filter hid from a rule.
    mutating func countHiding(filter: Int) {
        if let index = filterCounts.lastIndex(where: { $0.filter == filter }) {
            filterCounts[index].count += 1
        } else {
            filterCounts.append(.init(filter: filter, count: 1))
        }
    }

    private static func count(_ rule: Int, in counts: inout [RuleCount]) {
        if let index = counts.lastIndex(where: { $0.rule == rule }) {
            counts[index].count += 1
        } else {
            counts.append(.init(rule: rule, count: 1))
        }
    }

    /// Counts a malformed line and describes it if there is room.
    package mutating func addMalformed(_ line: MalformedLine) {
        malformedCount += 1
        if malformedLines.count < ChunkReport.malformedLineLimit { malformedLines.append(line) }
        if line.length > longestMalformedLine?.length ?? 0 { longestMalformedLine = line }
    }
}
