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
        sources = engine.logSources.enumerated().map { index, source in
            SourceOutcome(
                name: source.name,
                eventCount: counts.indices.contains(index) ? counts[index] : 0,
                ruleCount: engine.rules.indices.count {
                    source.admission.admits(engine.rules[$0].logSource)
                }
            )
        }
        unknownEventCount = counts.last ?? 0
        unreadableCount = metrics.unreadableCount
        malformedCount = metrics.malformedCount
        malformedLines = outcome.malformedLines.prefix(Self.describedLineLimit).map { line in
            "\(line.file):\(line.line):\(line.position + 1): \(line.failure)"
        }
        firstFailure = outcome.malformedLines.first?.failure
        rulesetFingerprint = engine.rulesetFingerprint
        rules = engine.rules.indices.map { ordinal in
            let count = metrics.signalCounts[ordinal]
            let hiddenCount = metrics.hiddenCounts[ordinal]
            return RuleOutcome(
                id: engine.rules[ordinal].id,
                title: engine.rules[ordinal].title,
                level: engine.rules[ordinal].level,
                signalCount: count,
                hiddenCount: hiddenCount,
                status: engine.status(
                    ofRule: ordinal,
                    matchCount: count,
                    hiddenCount: hiddenCount,
                    observations: metrics.observations
                )
            )
        }
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
