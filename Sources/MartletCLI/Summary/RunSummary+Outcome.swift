internal import MartletCorrelation
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

extension RunSummary {
    /// Malformed lines described one by one.
    private static let describedLineLimit = 5

    /// Collects what a pipeline brought home.
    init(_ outcome: PipelineOutcome, of engine: Engine, inputCount: Int, seconds: Double) {
        let metrics = outcome.metrics
        self.init()
        fileCount = inputCount
        eventCount = metrics.eventCount
        lineCount = metrics.lineCount
        byteCount = metrics.scannedByteCount
        inputByteCount = metrics.inputByteCount
        self.seconds = seconds
        let counts = metrics.sourceCounts
        // Held here, so that what is read of a rule is all that is copied of it.
        let loadedRules = engine.rules
        sources = engine.logSources.enumerated().map { index, source in
            SourceOutcome(
                name: source.name,
                eventCount: counts.indices.contains(index) ? counts[index] : 0,
                ruleCount: loadedRules.indices.count {
                    source.admission.admits(loadedRules[$0].logSource)
                }
            )
        }
        unknownEventCount = counts.last ?? 0
        unreadableCount = metrics.unreadableCount
        curtailedCount = metrics.curtailedCount
        malformedCount = metrics.malformedCount
        malformedLines = outcome.malformedLines.prefix(Self.describedLineLimit).map { line in
            "\(line.file):\(line.line):\(line.position + 1): \(line.failure)"
        }
        firstFailure = outcome.malformedLines.first?.failure
        rulesetFingerprint = engine.rulesetFingerprint
        let statistics = outcome.correlation?.statistics
        rules = loadedRules.indices.map { ordinal in
            let matchCount = metrics.matchCounts[ordinal]
            let hiddenCount = metrics.hiddenCounts[ordinal]
            return RuleOutcome(
                id: loadedRules[ordinal].id,
                title: loadedRules[ordinal].title,
                level: loadedRules[ordinal].level,
                matchCount: matchCount,
                signalCounts: metrics.signalCounts[ordinal],
                hiddenCount: hiddenCount,
                status: engine.status(
                    ofRule: ordinal,
                    matchCount: matchCount,
                    hiddenCount: hiddenCount,
                    observations: metrics.observations
                ),
                groups: loadedRules[ordinal].quieting == nil ? nil : statistics?.rules[ordinal]
            )
        }
        correlations = engine.ruleSet.correlations.enumerated().map { index, correlation in
            CorrelationOutcome(
                id: correlation.id,
                title: correlation.title,
                level: correlation.level,
                signalCounts: metrics.signalCounts[loadedRules.count + index],
                groups: statistics?.correlations[index] ?? CorrelationStatistics.Counts()
            )
        }
        disabledRules = engine.ruleSet.disabled
        noTimeCount = metrics.noTimeCount
        endCount = metrics.endCount
        lateCount = outcome.correlation?.lateCount ?? 0
        stateChange = outcome.stateChange
        filters = engine.filters.enumerated().map { ordinal, filter in
            FilterOutcome(
                id: filter.id,
                title: filter.title,
                reason: filter.reason,
                expires: filter.expires,
                isExpired: filter.isExpired,
                hiddenCount: metrics.filterCounts[ordinal]
            )
        }
        costs = outcome.costs.map { CostReport($0, of: engine) }
        errors = outcome.inputErrors.map(\.description)
        if case .outputFailed(let error) = outcome.ending { errors.append(error.description) }
        isInterrupted = outcome.ending == .cancelled
    }

    /// Adds the rules that did not load.
    mutating func add(_ rejected: [MartletRules.RejectedRule]) {
        rejectedRules += rejected.map { rule in
            RejectedRule(
                title: rule.name,
                location: rule.location,
                reason: rule.reason.message
            )
        }
    }
}
