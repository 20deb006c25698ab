internal import MartletEngine
package import MartletRules
internal import Synchronization

/// Writes so many signals of each rule, and in the end how many more there were.
///
/// Rules are told apart by what signals say of them: their id, or their title if they have none.
package final class LimitingSink: Sink {
    /// What was withheld of a rule.
    private struct Withheld {
        var id: String?
        var title: String
        var level: Level
        var count = 0
        /// When the earliest and the latest of the signals happened, as far as they say so.
        var first: Int64?
        var last: Int64?
    }

    private struct State {
        /// Signals of each rule that were written.
        var written: [String: Int] = [:]
        var withheld: [String: Withheld] = [:]
        /// Signals that were written and may be written again when they close.
        var open: Set<String> = []
        var fingerprint = ""
        /// The places of rules, and behind them of correlations, in the order of loading.
        var order: [String: Int] = [:]
    }

    private let limit: Int
    private let output: any Sink
    private let state = Mutex(State())

    /// Prepares to write.
    ///
    /// - Parameters:
    ///   - limit: how many signals of a rule are written.
    ///   - ruleSet: the rules, in whose order the rest is told of.
    ///   - output: receives the signals, and in the end what is told of others.
    package init(limit: Int, of ruleSet: RuleSet, to output: any Sink) {
        self.limit = limit
        self.output = output
        use(ruleSet)
    }

    /// Goes on with the signals of other rules; counts stay.
    package func use(_ ruleSet: RuleSet) {
        let metadata = ruleSet.rules.map(\.metadata) + ruleSet.correlations.map(\.metadata)
        let order = Dictionary(
            metadata.enumerated().map { ($0.element.id ?? $0.element.title, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        state.withLock { state in
            state.fingerprint = ruleSet.fingerprint
            state.order = order
        }
    }

    package var identities: [FileIdentity] { output.identities }

    package func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool {
        try output.settle(until: deadline)
    }

    package func synchronize() throws(PipelineError) { try output.synchronize() }

    /// How many signals were withheld.
    package var withheldCount: Int {
        state.withLock { $0.withheld.values.reduce(0) { $0 + $1.count } }
    }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        var kept: [UInt8] = []
        LineFeed.forEachLine(of: bytes) { line in
            guard passes(line) else { return }
            kept += line
            kept.append(LineFeed.byte)
        }
        if !kept.isEmpty { try output.write(kept.span) }
    }

    /// Tells what was withheld.
    package func finish() throws(PipelineError) {
        let (withheld, order, fingerprint) = state.withLock {
            ($0.withheld, $0.order, $0.fingerprint)
        }
        // What was withheld of rules that are no more comes last.
        let sorted = withheld.sorted { first, second in
            (order[first.key] ?? .max, first.key) < (order[second.key] ?? .max, second.key)
        }
        var lines: [UInt8] = []
        for (_, rest) in sorted { append(rest, fingerprint, to: &lines) }
        if !lines.isEmpty { try output.write(lines.span) }
    }

    /// Counts a signal; whether it is to be written.
    private func passes(_ line: [UInt8]) -> Bool {
        guard let signal = JSONNode(object: line), let rule = signal.object("rule"),
            let title = rule.text("title")
        else { return true }
        let id = rule.text("id")
        let key = id ?? title
        let name = signal.text("id") ?? ""
        let progress = signal.object("correlation")?.text("state")
        return state.withLock { state in
            // A signal that was written is written again as it ends.
            if progress == "closed", state.open.remove(name) != nil { return true }
            if state.written[key, default: 0] < limit {
                state.written[key, default: 0] += 1
                if progress == "open" { state.open.insert(name) }
                return true
            }
            let level = rule.text("level").flatMap { Level(rawValue: $0) } ?? .medium
            var withheld = state.withheld[key] ?? Withheld(id: id, title: title, level: level)
            withheld.count += 1
            withheld.level = max(withheld.level, level)
            if let time = signal.time("time") {
                withheld.first = min(withheld.first ?? time, time)
                withheld.last = max(withheld.last ?? time, time)
            }
            state.withheld[key] = withheld
            return false
        }
    }

    private func append(
        _ withheld: Withheld,
        _ fingerprint: String,
        to lines: inout [UInt8]
    ) {
        var rule = JSONMembers()
        rule.add("id", withheld.id)
        rule.add("title", withheld.title)
        rule.add("level", withheld.level.rawValue)
        var record = JSONMembers()
        record.add("schema", "martlet.signals_withheld/1")
        record.add("rule", rule)
        record.add("ruleset", fingerprint)
        record.add("withheld", Int64(withheld.count))
        record.add("first", time: withheld.first)
        record.add("last", time: withheld.last)
        lines += record.object
        lines.append(LineFeed.byte)
    }
}
