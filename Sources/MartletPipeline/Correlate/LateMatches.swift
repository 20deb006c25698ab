internal import MartletEngine
internal import MartletRules

/// Lets matches go that come too late.
struct LateMatches {
    private let signals: any Sink
    private(set) var count = 0

    init(signals: any Sink) {
        self.signals = signals
    }

    /// Counts a match; the signal of a quiet rule stands for itself then.
    mutating func pass(
        _ match: MatchRecord,
        counting signalCounts: inout [LevelCounts]
    ) throws(PipelineError) {
        count += 1
        guard !match.signal.isEmpty else { return }
        let level = JSONNode(object: match.signal)?.object("rule")?.text("level")
        signalCounts[match.rule][level.flatMap { Level(rawValue: $0) } ?? .medium] += 1
        try signals.write(match.signal.span)
    }
}
