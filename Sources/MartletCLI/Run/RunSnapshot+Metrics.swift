internal import MartletPipeline
internal import MartletRules

extension MetricsText {
    /// Adds what a run has come to.
    mutating func add(_ run: RunSnapshot) {
        add(
            "martlet_build_info",
            .gauge,
            "1; the label says which martlet this is.",
            [([("version", Martlet.version)], 1)]
        )
        add("martlet_events_total", .counter, "Events evaluated.", run.eventCount)
        add("martlet_malformed_total", .counter, "Lines that are no events.", run.malformedCount)
        add(
            "martlet_input_bytes_total",
            .counter,
            "Bytes read from files and standard input.",
            run.inputByteCount
        )
        add(
            "martlet_signals_total",
            .counter,
            "Signals of rules, up to a second ago.",
            run.signals.map {
                ([("rule", $0.key.rule), ("level", $0.key.level.rawValue)], $0.count)
            }
        )
        addTimes(run)
        add("martlet_chunks_held", .gauge, "Chunks read and not written.", run.heldChunkCount)
        if let load = run.correlation { add(load) }
        add("martlet_rules", .gauge, "Rules that are loaded.", run.ruleCount)
        add(run.reloads)
    }

    private mutating func addTimes(_ run: RunSnapshot) {
        add(
            "martlet_latency_seconds",
            "How long chunks of events took, from their arrival to their signals.",
            by: "stage",
            LatencyStage.allCases.map { ($0.rawValue, run.latencies[$0] ?? LatencyHistogram()) }
        )
        add(
            "martlet_input_lag_bytes",
            .gauge,
            "Bytes of followed files that were not read yet.",
            run.inputLags.map { ([("input", $0.name)], $0.byteCount) }
        )
        // Before the first event that says when it happened, there is nothing to say.
        guard let last = run.lastEvent else { return }
        add(
            "martlet_event_lag_seconds",
            .gauge,
            "How old the last event was when its signals were written.",
            Double(last.lag) / 1e9
        )
        add(
            "martlet_last_event_timestamp_seconds",
            .gauge,
            "When the last event happened, since 1970.",
            Double(last.time) / 1e9
        )
    }

    private mutating func add(_ load: CorrelationLoad) {
        add(
            "martlet_correlation_groups",
            .gauge,
            "Groups that correlations know something of.",
            load.groupCount
        )
        add(
            "martlet_correlation_state_bytes",
            .gauge,
            "Memory that these groups take.",
            load.byteCount
        )
        add(
            "martlet_correlation_evicted_groups_total",
            .counter,
            "Groups that were forgotten for want of memory.",
            load.evictedGroupCount
        )
        add(
            "martlet_correlation_late_total",
            .counter,
            "Matches that came too late to take part.",
            load.lateCount
        )
    }

    private mutating func add(_ reloads: RunSnapshot.Reloads) {
        add("martlet_reloads_total", .counter, "Times rules were loaded anew.", reloads.count)
        add(
            "martlet_reloads_failed_total",
            .counter,
            "Times rules could not be loaded anew, so that those before went on.",
            reloads.failedCount
        )
        add(
            "martlet_last_reload_successful",
            .gauge,
            "Whether rules could be loaded the last time.",
            reloads.last?.succeeded ?? true ? 1 : 0
        )
    }
}
