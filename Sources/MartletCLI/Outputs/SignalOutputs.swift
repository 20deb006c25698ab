internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// Where signals and malformed lines of a run go.
struct SignalOutputs {
    /// Takes signals as lines of JSON, whatever they are written as.
    let signals: any Sink
    let deadLetters: DescriptorSink?
    private let outputs: [OpenOutput]
    private let limiter: LimitingSink?

    /// Opens the outputs, after making sure that none of them is an input.
    ///
    /// - Parameters:
    ///   - options: what all commands have that write signals.
    ///   - others: outputs beside the one that the options name.
    ///   - ruleSet: the rules.
    ///   - inputs: what is read.
    ///   - state: the file of the state, if there is one.
    ///   - continuesOutput: whether files keep what they hold.
    ///   - stopLimit: how long the run may take to end; `nil` sets no limit.
    /// - Throws: when an output cannot be opened or would overwrite an input.
    init(
        _ options: SignalOptions,
        and others: [OutputSettings],
        ruleSet: RuleSet,
        inputs: [Input],
        state: String?,
        continuesOutput: Bool,
        stopLimit: Duration?
    ) throws(PipelineError) {
        let settings = options.outputs(beside: others) + others
        let files = settings.filter { $0.kind == .file }.map(\.target)
        let written =
            files + settings.compactMap { $0[.deadLetter] }
            + [options.deadLetter, options.stats, state].compactMap { $0 }
        let identities = Self.identities(of: inputs)
        for path in written {
            guard let identity = FileIdentity(ofFileAt: path) else { continue }
            if identities.contains(identity) {
                throw PipelineError(
                    action: "cannot write",
                    path: path,
                    reason: "it is one of the inputs; write to another file"
                )
            }
        }
        var opener = OutputOpener(continuesFiles: continuesOutput, stopLimit: stopLimit)
        var outputs: [OpenOutput] = []
        var taken: Set<FileIdentity> = []
        for output in settings {
            let open = try opener.open(output)
            for identity in open.sink.identities where !taken.insert(identity).inserted {
                throw PipelineError(
                    action: "cannot write",
                    path: output.kind == .file ? output.target : output[.deadLetter] ?? "",
                    reason: "signals go to the same file; write to another one"
                )
            }
            outputs.append(open)
        }
        self.outputs = outputs
        let sinks = outputs.map(\.sink)
        let all = sinks.count == 1 ? sinks[0] : FanOutSink(sinks)
        limiter = options.maxSignalsPerRule.map { limit in
            LimitingSink(limit: limit, of: ruleSet, to: all)
        }
        signals = limiter ?? all
        deadLetters = try options.deadLetter.map { path throws(PipelineError) in
            try continuesOutput
                ? DescriptorSink(continuing: path) : DescriptorSink(creating: path)
        }
        if let deadLetters, !taken.isDisjoint(with: deadLetters.identities) {
            throw PipelineError(
                action: "cannot write",
                path: options.deadLetter ?? "",
                reason: "signals go to the same file; write to another one"
            )
        }
    }

    /// The outputs, for those who look at the run.
    var shown: [RunOutput] {
        outputs.map { RunOutput(name: $0.name, counters: $0.counters) }
    }

    /// Names the columns of tables.
    ///
    /// - Throws: when an output cannot be written; a closed pipe will be noticed by the scan.
    func writeHeader() throws(PipelineError) {
        do throws(PipelineError) {
            for output in outputs { try output.writeHeader() }
        } catch {
            guard error.errno == EPIPE else { throw error }
        }
    }

    /// Gives what is not delivered yet a last chance.
    var beginStopping: @Sendable () -> Void {
        let actions = outputs.map(\.beginStopping)
        return { for action in actions { action() } }
    }

    /// Signals that were not written because there were enough of their rule.
    var withheldCount: Int { limiter?.withheldCount ?? 0 }

    /// Tells what was withheld, waits for what is not delivered yet, and closes all.
    func close(_ outcome: inout PipelineOutcome) {
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

    private static func identities(of inputs: [Input]) -> Set<FileIdentity> {
        var identities: Set<FileIdentity> = []
        for input in inputs {
            guard case .file(let path) = input, let identity = FileIdentity(ofFileAt: path) else {
                continue
            }
            identities.insert(identity)
        }
        return identities
    }
}

extension SignalOptions {
    /// The output that the options name: standard output, if there is no other.
    fileprivate func outputs(beside others: [OutputSettings]) -> [OutputSettings] {
        guard output != nil || others.isEmpty else { return [] }
        var settings =
            outputFile.map { OutputSettings(.file, target: $0) } ?? OutputSettings(.stdout)
        settings[.format] = format.rawValue
        return [settings]
    }
}
