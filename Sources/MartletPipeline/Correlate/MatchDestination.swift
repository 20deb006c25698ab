internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// Where the matches of rules go that are more than a signal.
enum MatchDestination {
    /// There are none.
    case nowhere
    /// They are correlated when the input has ended.
    case correlation(CorrelationStage)
    /// They are written, for others to correlate.
    case lines(MatchLineWriter)

    /// Decides by the rules and options; `signals` receives what is written.
    init(_ ruleSet: RuleSet?, options: PipelineOptions, signals: any Sink) {
        if let ruleSet, options.emitsMatches {
            self = .lines(MatchLineWriter(ruleSet, to: signals))
        } else if let ruleSet, !CorrelationPlan(ruleSet).isEmpty {
            self = .correlation(CorrelationStage(ruleSet, options: options, signals: signals))
        } else {
            self = .nowhere
        }
    }

    /// Takes the matches of a chunk; their inputs are indices of `names`.
    mutating func take(_ matches: [MatchRecord], of names: [String]) throws(PipelineError) {
        switch self {
        case .nowhere: break
        case .correlation(let stage):
            if !matches.isEmpty { try stage.take(matches, of: names) }
        case .lines(var writer):
            defer { self = .lines(writer) }
            for match in matches { try writer.write(match, of: names[match.place.input]) }
            try writer.flush()
        }
    }

    /// Notes the time of the last event of an input.
    mutating func endInput(at time: Int64) {
        switch self {
        case .nowhere: break
        case .correlation(let stage): stage.endInput(at: time)
        case .lines(var writer):
            writer.endInput(at: time)
            self = .lines(writer)
        }
    }

    /// Writes what is to be said behind all matches, but for what they mean together.
    mutating func finish(noTimeCount: Int) throws(PipelineError) {
        guard case .lines(var writer) = self else { return }
        try writer.finish(noTimeCount: noTimeCount)
    }
}
