internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// Where signals and malformed lines of a run go, which may change while the run rests.
final class SignalOutputs: Sendable {
    struct State {
        var outputs: [OpenOutput] = []
        var limit: Int?
        var limiter: LimitingSink?
        /// Signals that limits withheld which are no more.
        var earlierWithheldCount = 0
        var isStopping = false
    }

    let deadLetters: DescriptorSink?
    /// Files beside outputs that the run writes.
    let otherPaths: [String]
    let continuesOutput: Bool
    let stopLimit: Duration?
    let all = FanOutSink([])
    let state = Mutex(State())
    private let lifting = Mutex(())

    /// Opens the outputs, after making sure that none of them is an input.
    ///
    /// - Parameters:
    ///   - command: what to run, and how.
    ///   - others: outputs beside the one that the options of the command name.
    ///   - ruleSet: the rules.
    ///   - inputs: what is read.
    /// - Throws: when an output cannot be opened or would overwrite an input.
    init(
        _ command: any SignalCommand,
        and others: [OutputSettings],
        ruleSet: RuleSet,
        inputs: [Input]
    ) throws(PipelineError) {
        continuesOutput = command.continuesOutput
        stopLimit = command.stopLimit
        let options = command.signals
        let state = command.correlation.state
        otherPaths = [options.deadLetter, options.stats, state].compactMap { $0 }
        // Before anything is created.
        try Self.check(
            Self.paths(options.outputs(beside: others) + others) + otherPaths,
            against: inputs
        )
        deadLetters = try options.deadLetter.map { path throws(PipelineError) in
            try command.continuesOutput
                ? DescriptorSink(continuing: path) : DescriptorSink(creating: path)
        }
        take(try prepare(options, and: others, inputs: inputs), ruleSet: ruleSet)
    }

    /// Takes signals as lines of JSON, whatever they are written as.
    var signals: any Sink { state.withLock { $0.limiter } ?? all }

    var outputs: [OpenOutput] { state.withLock { $0.outputs } }

    /// The outputs, for those who look at the run.
    var shown: [RunOutput] {
        outputs.map { RunOutput(name: $0.name, counters: $0.delivery?.counters) }
    }

    /// Names the columns of tables.
    ///
    /// - Parameter outputs: those that are new.
    /// - Throws: when an output cannot be written; a closed pipe will be noticed by the scan.
    static func writeHeaders(of outputs: [OpenOutput]) throws(PipelineError) {
        do throws(PipelineError) {
            for output in outputs { try output.writeHeader() }
        } catch {
            guard error.errno == EPIPE else { throw error }
        }
    }

    /// Lets queues grow beyond their limits if the run is to rest, or else keep to them.
    func lift(ifResting isResting: () -> Bool) {
        lifting.withLock { _ in
            let isLifted = isResting()
            for output in outputs { output.delivery?.lift(isLifted) }
        }
    }

    /// Whether a queue has grown beyond its limit.
    var isOverfull: Bool { outputs.contains { $0.delivery?.isOverfull ?? false } }

    /// Gives what is not delivered yet a last chance.
    func beginStopping() {
        let outputs = state.withLock { state in
            state.isStopping = true
            return state.outputs
        }
        for output in outputs { output.delivery?.beginStopping() }
    }

    /// Signals that were not written because there were enough of their rule.
    var withheldCount: Int {
        state.withLock { $0.earlierWithheldCount + ($0.limiter?.withheldCount ?? 0) }
    }

    /// Tells what was withheld, waits for what is not delivered yet, and closes all.
    func close(_ outcome: inout PipelineOutcome) {
        let (outputs, limiter) = state.withLock { ($0.outputs, $0.limiter) }
        if outcome.ending == .completed || outcome.ending == .cancelled {
            do throws(PipelineError) {
                try limiter?.finish()
            } catch {
                outcome.ending = PipelineOutcome.Ending(outputFailure: error)
            }
        }
        if outcome.ending != .completed { beginStopping() }
        for output in outputs {
            do throws(PipelineError) {
                try output.close()
            } catch {
                if outcome.ending == .completed || outcome.ending == .cancelled {
                    outcome.ending = .outputFailed(error)
                } else if outcome.ending != .outputFailed(error) {
                    StandardError.report(error.description)
                }
            }
        }
        do throws(PipelineError) {
            try deadLetters?.close()
        } catch {
            if outcome.ending == .completed || outcome.ending == .cancelled {
                outcome.ending = .outputFailed(error)
            }
        }
    }
}

extension SignalOptions {
    /// The output that the options name: standard output, if there is no other.
    func outputs(beside others: [OutputSettings]) -> [OutputSettings] {
        guard output != nil || others.isEmpty else { return [] }
        var settings =
            outputFile.map { OutputSettings(.file, target: $0) } ?? OutputSettings(.stdout)
        settings[.format] = format.rawValue
        return [settings]
    }
}
