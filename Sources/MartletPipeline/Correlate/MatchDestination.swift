internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// Where the matches of rules go that are more than a signal.
enum MatchDestination {
    /// There are none.
    case nowhere
    /// They are correlated.
    case correlation(any CorrelationStage)
    /// They are written, for others to correlate.
    case lines(MatchLineWriter)

    /// Decides by the rules and options; `signals` receives what is written.
    init(_ ruleSet: RuleSet?, options: PipelineOptions, signals: any Sink) {
        if let ruleSet, options.emitsMatches {
            self = .lines(MatchLineWriter(ruleSet, to: signals))
        } else if let ruleSet, CorrelationPlan.isNeeded(for: ruleSet) {
            let stage: any CorrelationStage =
                if let lateness = options.correlation.allowedLateness {
                    CorrelationStream(
                        ruleSet,
                        allowedLateness: lateness,
                        options: options,
                        signals: signals
                    )
                } else {
                    CorrelationBatch(ruleSet, options: options, signals: signals)
                }
            self = .correlation(stage)
        } else {
            self = .nowhere
        }
    }

    /// What correlates matches, if anything does.
    var stage: (any CorrelationStage)? {
        if case .correlation(let stage) = self { stage } else { nil }
    }

    /// Takes the matches of a chunk and the time of its last event; the inputs of matches are indices
    /// of `names`.
    func take(
        _ matches: [MatchRecord],
        of names: [String],
        endingAt time: Int64?
    ) throws(PipelineError) {
        switch self {
        case .nowhere: break
        case .correlation(let stage):
            try stage.take(matches, of: names)
            try stage.endChunk(at: time)
        case .lines(let writer): try writer.write(matches, of: names)
        }
    }

    /// Notes the time of the last event of an input.
    func endInput(at time: Int64) {
        switch self {
        case .nowhere: break
        case .correlation(let stage): stage.endInput(at: time)
        case .lines(let writer): writer.endInput(at: time)
        }
    }

    /// Writes what is to be said behind all matches, but for what they mean together.
    func finish(noTimeCount: Int) throws(PipelineError) {
        guard case .lines(let writer) = self else { return }
        try writer.finish(noTimeCount: noTimeCount)
    }
}
