internal import MartletCorrelation
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// What is to be seen of a run while it goes on.
final class RunMonitor: Sendable {
    private typealias SignalKey = RunSnapshot.SignalKey

    private struct State {
        var engine: Engine?
        var outputs: [RunOutput]
        var reloads = RunSnapshot.Reloads()
        /// What runs that have ended, with other rules, came to.
        var earlier: [SignalKey: Int] = [:]
        var earlierEvictedCount = 0
        var earlierLateCount = 0
    }

    private let progress: PipelineProgress
    private let state: Mutex<State>

    init(_ progress: PipelineProgress, outputs: [RunOutput]) {
        self.progress = progress
        state = Mutex(State(outputs: outputs))
    }

    /// The outputs that signals go to.
    var outputs: [RunOutput] { state.withLock { $0.outputs } }

    /// Names the outputs that signals go to from now on.
    func show(_ outputs: [RunOutput]) {
        state.withLock { $0.outputs = outputs }
    }

    /// Tells of a run that begins.
    func begin(_ engine: Engine) {
        state.withLock { $0.engine = engine }
    }

    /// Tells of a run that has ended, behind which another begins.
    func end(_ outcome: PipelineOutcome) {
        state.withLock { state in
            guard let engine = state.engine else { return }
            for (key, count) in RunMonitor.signals(outcome.metrics, of: engine) {
                state.earlier[key, default: 0] += count
            }
            state.earlierEvictedCount += outcome.correlation?.statistics.evictedGroupCount ?? 0
            state.earlierLateCount += outcome.correlation?.lateCount ?? 0
            state.engine = nil
            progress.forgetPublished()
        }
    }

    /// Tells that rules were loaded anew.
    func noteReload() {
        state.withLock { state in
            state.reloads.count += 1
            state.reloads.last = (WallClock.nanoseconds, true)
        }
    }

    /// Tells that rules could not be loaded anew.
    func noteFailedReload() {
        state.withLock { state in
            state.reloads.failedCount += 1
            state.reloads.last = (WallClock.nanoseconds, false)
        }
    }

    /// What the run has come to now.
    var snapshot: RunSnapshot {
        let (state, published) = state.withLock { ($0, progress.published) }
        var run = RunSnapshot()
        run.eventCount = progress.eventCount
        run.malformedCount = progress.malformedCount
        run.inputByteCount = progress.inputByteCount
        var signals = state.earlier
        if let engine = state.engine, let published {
            for (key, count) in RunMonitor.signals(published.metrics, of: engine) {
                signals[key, default: 0] += count
            }
        }
        run.signals = signals.map { (key: $0.key, count: $0.value) }.sorted { first, second in
            (first.key.rule, first.key.level.rawValue) < (
                second.key.rule, second.key.level.rawValue
            )
        }
        run.ruleCount = state.engine?.rules.count ?? 0
        run.ruleset = state.engine?.ruleSet.fingerprint ?? ""
        run.reloads = state.reloads
        run.latencies = progress.latencies
        run.lastEvent = progress.lastEvent
        run.inputLags = progress.inputLags.map { (name: $0.key, byteCount: $0.value) }.sorted {
            $0.name < $1.name
        }
        run.heldChunkCount = progress.heldChunkCount
        run.correlation = published?.correlation
        run.correlation?.evictedGroupCount += state.earlierEvictedCount
        run.correlation?.lateCount += state.earlierLateCount
        return run
    }

    private static func signals(
        _ metrics: PipelineMetrics,
        of engine: Engine
    ) -> [(SignalKey, Int)] {
        let titles =
            engine.rules.map(\.metadata.title)
            + engine.ruleSet.correlations.map(\.metadata.title)
        guard titles.count == metrics.signalCounts.count else { return [] }
        let flaws = metrics.flawSignalCounts.map { flaw, count in
            (SignalKey(rule: flaw.title, level: flaw.level), count)
        }
        return flaws
            + zip(titles, metrics.signalCounts).flatMap { title, counts in
                Level.allCases.compactMap { level in
                    let count = counts[level]
                    return count > 0 ? (SignalKey(rule: title, level: level), count) : nil
                }
            }
    }
}
