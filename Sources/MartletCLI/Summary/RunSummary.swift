package import MartletCorrelation
package import MartletEngine
package import MartletRules

/// What a scan did, in plain values: the source of the summary and of `--stats`.
package struct RunSummary {
    /// A rule of the run and what became of it.
    package struct RuleOutcome {
        package let id: String?
        package let title: String
        package let level: Level
        package let matchCount: Int
        package let signalCounts: LevelCounts
        /// Matches that filters hid.
        package let hiddenCount: Int
        package let status: RuleStatus
        /// What became of the matches of a rule that groups them.
        package let groups: CorrelationStatistics.Counts?

        package init(
            id: String?,
            title: String,
            level: Level,
            matchCount: Int,
            signalCounts: LevelCounts,
            hiddenCount: Int = 0,
            status: RuleStatus,
            groups: CorrelationStatistics.Counts? = nil
        ) {
            self.id = id
            self.title = title
            self.level = level
            self.matchCount = matchCount
            self.signalCounts = signalCounts
            self.hiddenCount = hiddenCount
            self.status = status
            self.groups = groups
        }
    }

    /// A correlation of the run and what became of the matches that it reads.
    package struct CorrelationOutcome {
        package let id: String?
        package let title: String
        package let level: Level
        package let signalCounts: LevelCounts
        package let groups: CorrelationStatistics.Counts

        package init(
            id: String?,
            title: String,
            level: Level,
            signalCounts: LevelCounts,
            groups: CorrelationStatistics.Counts
        ) {
            self.id = id
            self.title = title
            self.level = level
            self.signalCounts = signalCounts
            self.groups = groups
        }
    }

    /// A log source and what was seen of it.
    package struct SourceOutcome {
        package let name: String
        package let eventCount: Int
        /// The rules of the run that are for it.
        package let ruleCount: Int

        package init(name: String, eventCount: Int, ruleCount: Int) {
            self.name = name
            self.eventCount = eventCount
            self.ruleCount = ruleCount
        }
    }

    /// A filter of the run and what it hid.
    package struct FilterOutcome {
        package let id: String?
        package let title: String
        package let reason: String?
        package let expires: CalendarDate?
        /// Whether its last day had passed, so that it hid nothing.
        package let isExpired: Bool
        /// Events of which it hid a match.
        package let hiddenCount: Int

        package init(
            id: String? = nil,
            title: String,
            reason: String? = nil,
            expires: CalendarDate? = nil,
            isExpired: Bool = false,
            hiddenCount: Int
        ) {
            self.id = id
            self.title = title
            self.reason = reason
            self.expires = expires
            self.isExpired = isExpired
            self.hiddenCount = hiddenCount
        }
    }

    /// A rule that did not load.
    package struct RejectedRule {
        /// The title, or the file if the rule has none that can be read.
        package let title: String
        package let location: SourceLocation
        /// Why, in the words of its first error.
        package let reason: String

        package init(title: String, location: SourceLocation, reason: String) {
            self.title = title
            self.location = location
            self.reason = reason
        }
    }

    /// Inputs read, completely or not.
    package var fileCount = 0
    package var eventCount = 0
    package var lineCount = 0
    /// Bytes scanned, decompressed.
    package var byteCount = 0
    /// Bytes read, compressed as they may be.
    package var inputByteCount = 0
    /// The time from the first read to the last write.
    package var seconds = 0.0
    /// The log sources, and what was seen of each.
    package var sources: [SourceOutcome] = []
    /// Events of no known log source.
    package var unknownEventCount = 0
    /// Whether the matches of scans were read in place of events.
    package var readMatches = false
    /// Ends of scans among what was read in place of events.
    package var endCount = 0
    /// Signals that were not written because there were enough of their rule.
    package var withheldCount = 0
    /// Signals by the rules before they were loaded anew, not among the others.
    package var earlierSignalCount = 0
    /// Whether rules were left out on events of no known log source.
    package var skippedUnknownEvents = false
    /// Texts in events that begin as an event and are none.
    package var unreadableCount = 0
    /// Objects made of fields of events of which a limit left out a part.
    package var curtailedCount = 0
    package var malformedCount = 0
    /// The first malformed lines, as `file:line: reason`.
    package var malformedLines: [String] = []
    /// What is wrong with the first malformed line.
    package var firstFailure: ScanFailure?
    /// The fingerprint of the rule files.
    package var rulesetFingerprint = ""
    /// The rules in the order in which they were loaded.
    package var rules: [RuleOutcome] = []
    package var correlations: [CorrelationOutcome] = []
    /// Events that match a rule for correlations and do not say when they happened.
    package var noTimeCount = 0
    /// Matches that came later than correlations wait for.
    package var lateCount = 0
    /// What became of what earlier runs knew; `nil` where there was nothing.
    package var stateChange: StateChange?
    /// Correlations of the baseline that are none of the run's, or look at other fields there.
    package var unknownBaselines: [String] = []
    package var filters: [FilterOutcome] = []
    package var rejectedRules: [RejectedRule] = []
    /// Rules and correlations that are sound and took no part.
    package var disabledRules: [DisabledRule] = []
    /// What kept rules from matching, and what helps.
    package var advice: [Advice] = []
    /// What rules and fields cost, if that was measured.
    package var costs: CostReport?
    /// What failed: inputs, the output.
    package var errors: [String] = []
    /// Whether SIGINT or SIGTERM ended the scan early.
    package var isInterrupted = false

    package init() {}

    /// All signals by level.
    package var signalCounts: LevelCounts {
        var counts = LevelCounts()
        for rule in rules { counts += rule.signalCounts }
        for correlation in correlations { counts += correlation.signalCounts }
        return counts
    }

    /// Whether there are signals of this level or above.
    package func hasSignals(atOrAbove level: Level) -> Bool {
        signalCounts.highest.map { $0 >= level } ?? false
    }

    /// Whether the input looks like JSON objects spread over many lines each.
    package var looksPrettyPrinted: Bool {
        firstFailure == .truncated && malformedCount >= 3 && malformedCount >= (lineCount / 10) * 9
    }
}
