internal import MartletEngine
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// What is to be seen of a run while it goes on.
final class RunMonitor: Sendable {
    private struct State {
        var engine: Engine?
        var reloads = 0
        var failedReloads = 0
        /// Signals by runs that have ended, with other rules.
        var earlier: [SignalKey: Int] = [:]
    }

    private struct SignalKey: Hashable {
        let rule: String
        let level: Level
    }

    private let progress: PipelineProgress
    private let outputs: [OutputCounters]
    private let state = Mutex(State())

    init(_ progress: PipelineProgress, outputs: [OutputCounters]) {
        self.progress = progress
        self.outputs = outputs
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
            state.engine = nil
        }
    }

    /// Tells that rules were loaded anew.
    func noteReload() {
        state.withLock { $0.reloads += 1 }
    }

    /// Tells that rules could not be loaded anew.
    func noteFailedReload() {
        state.withLock { $0.failedReloads += 1 }
    }

    /// Adds all counts.
    func add(to text: inout MetricsText) {
        let state = state.withLock { $0 }
        text.add("martlet_events_total", .counter, "Events evaluated.", progress.eventCount)
        text.add(
            "martlet_malformed_total",
            .counter,
            "Lines that are no events.",
            progress.malformedCount
        )
        text.add(
            "martlet_input_bytes_total",
            .counter,
            "Bytes read from files and standard input.",
            progress.inputByteCount
        )
        var signals = state.earlier
        if let engine = state.engine, let metrics = progress.metrics {
            for (key, count) in RunMonitor.signals(metrics, of: engine) {
                signals[key, default: 0] += count
            }
        }
        let rows = signals.sorted {
            ($0.key.rule, $0.key.level.rawValue) < ($1.key.rule, $1.key.level.rawValue)
        }
        text.add(
            "martlet_signals_total",
            .counter,
            "Signals of rules, up to a second ago.",
            rows.map { ([("rule", $0.key.rule), ("level", $0.key.level.rawValue)], $0.value) }
        )
        text.add("martlet_rules", .gauge, "Rules that are loaded.", state.engine?.rules.count ?? 0)
        text.add("martlet_reloads_total", .counter, "Times rules were loaded anew.", state.reloads)
        text.add(
            "martlet_reloads_failed_total",
            .counter,
            "Times rules could not be loaded anew, so that those before went on.",
            state.failedReloads
        )
        text.add(outputs)
    }

    private static func signals(
        _ metrics: PipelineMetrics,
        of engine: Engine
    ) -> [(SignalKey, Int)] {
        let titles =
            engine.rules.map(\.metadata.title)
            + engine.ruleSet.correlations.map(\.metadata.title)
        guard titles.count == metrics.signalCounts.count else { return [] }
        return zip(titles, metrics.signalCounts).flatMap { title, counts in
            Level.allCases.compactMap { level in
                let count = counts[level]
                return count > 0 ? (SignalKey(rule: title, level: level), count) : nil
            }
        }
    }
}
