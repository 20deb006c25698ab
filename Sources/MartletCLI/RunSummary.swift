package import MartletEngine
package import MartletRules

/// What a scan did, in plain values: the source of the summary and of `--stats`.
package struct RunSummary {
    /// A rule of the run and what became of it.
    package struct RuleOutcome {
        package let id: String?
        package let title: String
        package let level: Level
        package let signalCount: Int
        /// Matches that filters hid.
        package let hiddenCount: Int
        package let status: RuleStatus

        package init(
            id: String?,
            title: String,
            level: Level,
            signalCount: Int,
            hiddenCount: Int = 0,
            status: RuleStatus
        ) {
            self.id = id
            self.title = title
            self.level = level
            self.signalCount = signalCount
            self.hiddenCount = hiddenCount
            self.status = status
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
    package var malformedCount = 0
    /// The first malformed lines, as `file:line: reason`.
    package var malformedLines: [String] = []
    /// What is wrong with the first malformed line.
    package var firstFailure: ScanFailure?
    /// The fingerprint of the rule files.
    package var rulesetFingerprint = ""
    /// The rules in the order in which they were loaded.
    package var rules: [RuleOutcome] = []
    package var filters: [FilterOutcome] = []
    package var rejectedRules: [RejectedRule] = []
    /// What failed: inputs, the output.
    package var errors: [String] = []
    /// Whether SIGINT or SIGTERM ended the scan early.
    package var isInterrupted = false

    package init() {}

    /// All signals written.
    package var signalCount: Int { rules.reduce(0) { $0 + $1.signalCount } }

    /// The signals of rules of one level.
    package func signalCount(at level: Level) -> Int {
        rules.reduce(0) { $1.level == level ? $0 + $1.signalCount : $0 }
    }

    /// Whether rules of this level or above gave signals.
    package func hasSignals(atOrAbove level: Level) -> Bool {
        rules.contains { $0.signalCount > 0 && $0.level >= level }
    }

    /// Whether the input looks like JSON objects spread over many lines each.
    package var looksPrettyPrinted: Bool {
        firstFailure == .truncated && malformedCount >= 3 && malformedCount >= (lineCount / 10) * 9
    }
}
