internal import MartletEngine
internal import MartletRules

/// What a scan did, in plain values: the source of the summary and of `--stats`.
struct RunSummary {
    /// A rule of the run and what became of it.
    struct RuleOutcome {
        let id: String?
        let title: String
        let level: Level
        let signalCount: Int
        let status: RuleStatus
    }

    /// A rule that did not load.
    struct RejectedRule {
        /// The title, or the file if the rule has none that can be read.
        let title: String
        let location: SourceLocation
        /// Why, in the words of its first error.
        let reason: String
    }

    /// Inputs read, completely or not.
    var fileCount = 0
    var eventCount = 0
    var lineCount = 0
    /// Bytes scanned, decompressed.
    var byteCount = 0
    /// Bytes read, compressed as they may be.
    var inputByteCount = 0
    /// The time from the first read to the last write.
    var seconds = 0.0
    var malformedCount = 0
    /// The first malformed lines, as `file:line: reason`.
    var malformedLines: [String] = []
    /// The fingerprint of the rule files.
    var rulesetFingerprint = ""
    /// The rules in the order in which they were loaded.
    var rules: [RuleOutcome] = []
    var rejectedRules: [RejectedRule] = []
    /// What failed: inputs, the output.
    var errors: [String] = []
    /// Whether SIGINT or SIGTERM ended the scan early.
    var isInterrupted = false

    /// All signals written.
    var signalCount: Int { rules.reduce(0) { $0 + $1.signalCount } }

    /// The signals of rules of one level.
    func signalCount(at level: Level) -> Int {
        rules.reduce(0) { $1.level == level ? $0 + $1.signalCount : $0 }
    }

    /// Whether rules of this level or above gave signals.
    func hasSignals(atOrAbove level: Level) -> Bool {
        rules.contains { $0.signalCount > 0 && $0.level >= level }
    }

    /// Whether the input looks like JSON objects spread over many lines each.
    var looksPrettyPrinted: Bool {
        malformedCount >= 3 && malformedCount >= (lineCount / 10) * 9
    }
}
