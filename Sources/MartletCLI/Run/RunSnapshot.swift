internal import MartletPipeline
internal import MartletRules

/// What a run has come to, as those see it who operate it.
struct RunSnapshot {
    /// What tells signals apart.
    struct SignalKey: Hashable {
        let rule: String
        let level: Level
    }

    /// Loading rules anew.
    struct Reloads {
        var count = 0
        var failedCount = 0
        /// When it was tried last, in nanoseconds since 1970, and whether it could be done.
        var last: (time: Int64, succeeded: Bool)?
    }

    var eventCount = 0
    var malformedCount = 0
    var inputByteCount = 0
    /// In the order of titles.
    var signals: [(key: SignalKey, count: Int)] = []
    var ruleCount = 0
    var ruleset = ""
    var reloads = Reloads()
    var latencies: [LatencyStage: LatencyHistogram] = [:]
    var lastEvent: PipelineProgress.LastEvent?
    var inputLags: [(name: String, byteCount: Int)] = []
    var heldChunkCount = 0
    /// `nil` where nothing is correlated.
    var correlation: CorrelationLoad?

    /// What is read and not written yet, as a part of a sentence.
    var rest: String {
        "\(ReadableNumber.counted(heldChunkCount, "chunk")) of events not written"
    }
}
