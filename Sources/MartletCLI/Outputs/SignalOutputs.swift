internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// Where signals and malformed lines of a run go.
struct SignalOutputs {
    /// Takes signals as lines of JSON, whatever they are written as.
    let signals: any Sink
    private let descriptor: DescriptorSink
    private let table: TableSink?
    private let limiter: LimitingSink?
    let deadLetters: DescriptorSink?

    /// Opens the outputs, after making sure that none of them is an input.
    ///
    /// - Throws: when an output cannot be created or would overwrite an input.
    init(
        _ options: SignalOptions,
        ruleSet: RuleSet,
        inputs: [Input],
        state: String?,
        continuesOutput: Bool
    ) throws(PipelineError) {
        let output = options.outputFile
        let identities = Self.identities(of: inputs)
        for path in [output, options.deadLetter, options.stats, state] {
            guard let path, let identity = FileIdentity(ofFileAt: path) else { continue }
            if identities.contains(identity) {
                throw PipelineError(
                    action: "cannot write",
                    path: path,
                    reason: "it is one of the inputs; write to another file"
                )
            }
        }
        let open = { path throws(PipelineError) in
            try continuesOutput
                ? DescriptorSink(continuing: path) : DescriptorSink(creating: path)
        }
        let descriptor = try output.map(open)
        self.descriptor = descriptor ?? .standardOutput
        if options.format == .table {
            let isColored = output == nil && TerminalStyle(descriptor: STDOUT_FILENO).isColored
            table = TableSink(SignalTable(colored: isColored), to: self.descriptor)
        } else {
            table = nil
        }
        let written: any Sink = table ?? self.descriptor
        limiter = options.maxSignalsPerRule.map { limit in
            LimitingSink(limit: limit, of: ruleSet, to: written)
        }
        signals = limiter ?? written
        deadLetters = try options.deadLetter.map(open)
        if let deadLetters, let identity = deadLetters.identity, identity == signals.identity {
            throw PipelineError(
                action: "cannot write",
                path: options.deadLetter ?? "",
                reason: "signals go to the same file; write to another one"
            )
        }
    }

    /// Names the columns of a table.
    ///
    /// - Throws: when the output cannot be written; a closed pipe will be noticed by the scan.
    func writeHeader() throws(PipelineError) {
        do throws(PipelineError) {
            if descriptor.identity == nil || descriptor.isEmpty { try table?.writeHeader() }
        } catch {
            guard error.errno == EPIPE else { throw error }
        }
    }

    /// Signals that were not written because there were enough of their rule.
    var withheldCount: Int { limiter?.withheldCount ?? 0 }

    /// Tells what was withheld, and closes both; some file systems tell only then that the disk is
    /// full.
    func close(_ outcome: inout PipelineOutcome) {
        if outcome.ending == .completed || outcome.ending == .cancelled {
            do throws(PipelineError) {
                try limiter?.finish()
            } catch {
                outcome.ending = PipelineOutcome.Ending(outputFailure: error)
            }
        }
        for sink in [descriptor, deadLetters] {
            do throws(PipelineError) {
                try sink?.close()
            } catch {
                if outcome.ending == .completed { outcome.ending = .outputFailed(error) }
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
