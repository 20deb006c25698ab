internal import MartletEngine
internal import MartletPipeline
internal import MartletRules
internal import MartletServer
internal import Synchronization

extension RunPages {
    /// How the run goes.
    var status: RunStatus {
        let run = monitor.snapshot
        let started = ProcessUsage().startSeconds
        var status = RunStatus()
        status.version = Martlet.version
        status.started = Self.text(Int64(started) * 1_000_000_000)
        status.uptimeSeconds = Double(WallClock.nanoseconds) / 1e9 - started
        status.isReady = obstacle == nil
        status.ruleCount = run.ruleCount
        status.ruleset = run.ruleset
        status.reloadCount = run.reloads.count
        status.failedReloadCount = run.reloads.failedCount
        status.lastReload = run.reloads.last.map {
            .init(time: Self.text($0.time), succeeded: $0.succeeded)
        }
        status.eventCount = run.eventCount
        status.malformedCount = run.malformedCount
        status.byteCount = run.inputByteCount
        if let counts = server.withLock({ $0?.counts }) {
            status.byteCount += counts.bodyBytes + counts.lineBytes
        }
        status.signals = Level.allCases.reversed().map { level in
            let ofLevel = run.signals.filter { $0.key.level == level }
            return (level: level.rawValue, count: ofLevel.reduce(0) { $0 + $1.count })
        }
        status.inputs = run.inputLags.map { .init(name: $0.name, lagByteCount: $0.byteCount) }
        status.outputs = monitor.outputs.map { output in
            .init(name: output.name, delivery: output.counters.map { delivery($0.counts) })
        }
        status.lastEvent = run.lastEvent.map {
            .init(time: Self.text($0.time), lagSeconds: Double($0.lag) / 1e9)
        }
        status.heldChunkCount = run.heldChunkCount
        status.heldDeliveryCount = queue.heldCount
        status.heldDeliveryByteCount = queue.heldByteCount
        status.correlations = run.correlation.map {
            .init(groupCount: $0.groupCount, byteCount: $0.byteCount)
        }
        status.problems = problems(of: run)
        return status
    }

    /// What is wrong, a sentence each.
    private func problems(of run: RunSnapshot) -> [String] {
        var problems: [String] = []
        switch obstacle {
        case .stopping: problems.append("it stops: no events are taken")
        case .full: problems.append("it is full: what was delivered waits to be written")
        case .none: break
        }
        if let last = run.reloads.last, !last.succeeded {
            problems.append("rules could not be loaded anew; those before go on")
        }
        if let evicted = run.correlation?.evictedGroupCount, evicted > 0 {
            let groups = ReadableNumber.counted(evicted, "group")
            problems.append(
                "correlations forgot \(groups) for want of memory; raise --state-memory"
            )
        }
        for output in monitor.outputs {
            guard let counts = output.counters?.counts else { continue }
            if counts.setAside > 0 {
                let signals = ReadableNumber.counted(counts.setAside, "signal")
                problems.append("\(output.name): \(signals) went to its dead-letter file")
            }
            if counts.dropped > 0 {
                let signals = ReadableNumber.counted(counts.dropped, "signal")
                problems.append("\(output.name): \(signals) were dropped")
            }
        }
        if run.malformedCount > 0 {
            let lines = ReadableNumber.counted(run.malformedCount, "line")
            problems.append("\(lines) could not be read as events; --dead-letter keeps them")
        }
        return problems
    }

    private func delivery(_ counts: OutputCounters.Counts) -> RunStatus.Output.Delivery {
        .init(
            delivered: counts.delivered,
            waiting: counts.waiting,
            deadLetters: counts.setAside,
            dropped: counts.dropped
        )
    }

    /// A time as text.
    private static func text(_ nanoseconds: Int64) -> String {
        var text: [UInt8] = []
        TimeText.append(nanoseconds / 1_000_000 * 1_000_000, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
