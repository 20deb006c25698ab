internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// Where signals and malformed lines of a run go, which may change while the run rests.
final class SignalOutputs: Sendable {
    /// An output, and what it was made from.
    fileprivate struct Row: Sendable {
        let source: OutputSource
        let output: OpenOutput
    }

    /// Outputs to change over to; those that are new are open beside the old ones.
    struct Change {
        fileprivate let rows: [Row]
        fileprivate let fresh: [Row]
        fileprivate let limit: Int?
    }

    private struct State {
        var rows: [Row] = []
        var limit: Int?
        var limiter: LimitingSink?
        /// Signals that limits withheld which are no more.
        var earlierWithheldCount = 0
        var isStopping = false
    }

    let deadLetters: DescriptorSink?
    private let continuesOutput: Bool
    private let stopLimit: Duration?
    private let all = FanOutSink([])
    private let state = Mutex(State())

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
        // Before anything is created.
        try Self.check(
            Self.paths(options.outputs(beside: others) + others)
                + [options.deadLetter, options.stats, command.correlation.state].compactMap { $0 },
            against: inputs
        )
        let deadLetters = try options.deadLetter.map { path throws(PipelineError) in
            try command.continuesOutput
                ? DescriptorSink(continuing: path) : DescriptorSink(creating: path)
        }
        self.deadLetters = deadLetters
        let change = try prepare(options, and: others, inputs: inputs)
        take(change, ruleSet: ruleSet)
        let taken = Set(all.identities)
        if let deadLetters, !taken.isDisjoint(with: deadLetters.identities) {
            throw PipelineError(
                action: "cannot write",
                path: options.deadLetter ?? "",
                reason: "signals go to the same file; write to another one"
            )
        }
    }

    /// Takes signals as lines of JSON, whatever they are written as.
    var signals: any Sink { state.withLock { $0.limiter } ?? all }

    /// The outputs, for those who look at the run.
    var shown: [RunOutput] {
        rows.map { RunOutput(name: $0.output.name, counters: $0.output.delivery?.counters) }
    }

    private var rows: [Row] { state.withLock { $0.rows } }

    // MARK: - Changes

    /// Opens what settings name and is not open yet; signals go where they went.
    ///
    /// An output stays open whose settings are the same, and the secrets that they name.
    ///
    /// - Parameters:
    ///   - options: what all commands have that write signals.
    ///   - others: outputs beside the one that the options name.
    ///   - inputs: what is read.
    /// - Returns: what is to be taken over, or discarded.
    /// - Throws: when an output cannot be opened or would overwrite an input.
    func prepare(
        _ options: SignalOptions,
        and others: [OutputSettings],
        inputs: [Input]
    ) throws(PipelineError) -> Change {
        let settings = options.outputs(beside: others) + others
        try Self.check(Self.paths(settings), against: inputs)
        var sources: [OutputSource] = []
        for output in settings { sources.append(try OutputSource(output)) }
        var rest = rows
        var next: [Row?] = sources.map { source in
            guard let index = rest.firstIndex(where: { $0.source == source }) else { return nil }
            return rest.remove(at: index)
        }
        var opener = OutputOpener(
            continuesFiles: continuesOutput,
            stopLimit: stopLimit,
            beside: next.compactMap(\.?.output.name)
        )
        var fresh: [Row] = []
        do throws(PipelineError) {
            for index in next.indices where next[index] == nil {
                let row = Row(source: sources[index], output: try opener.open(settings[index]))
                fresh.append(row)
                next[index] = row
            }
            let rows = next.compactMap { $0 }
            try Self.checkApart(rows)
            return Change(rows: rows, fresh: fresh, limit: options.maxSignalsPerRule)
        } catch {
            Self.close(fresh)
            throw error
        }
    }

    /// Closes again what was opened for a change that does not come.
    func discard(_ change: Change) { Self.close(change.fresh) }

    /// Lets signals go where a change says, and closes outputs that it leaves out.
    ///
    /// What an output has not delivered is delivered by the one that takes its place, if their addresses
    /// are the same; else there is as much time for it as at the end of a run. Nothing may be written
    /// meanwhile.
    func take(_ change: Change, ruleSet: RuleSet) {
        let (old, limiter, isStopping) = state.withLock { state in
            (state.rows, state.limit == change.limit ? nil : state.limiter, state.isStopping)
        }
        do throws(PipelineError) {
            try limiter?.finish()
        } catch {
            StandardError.report(error.description)
        }
        let kept = Set(change.rows.map { ObjectIdentifier($0.output.sink) })
        Self.retire(
            old.filter { !kept.contains(ObjectIdentifier($0.output.sink)) },
            before: change.fresh
        )
        all.replace(with: change.rows.map(\.output.sink))
        state.withLock { state in
            state.rows = change.rows
            guard state.limit != change.limit else { return }
            state.limit = change.limit
            state.earlierWithheldCount += state.limiter?.withheldCount ?? 0
            state.limiter = change.limit.map { LimitingSink(limit: $0, of: ruleSet, to: all) }
        }
        if isStopping { beginStopping() }
    }

    private static func retire(_ left: [Row], before fresh: [Row]) {
        var closing: [Row] = []
        for row in left {
            let settings = row.source.settings
            let successor = fresh.first { next in
                next.source.settings.kind == settings.kind
                    && next.source.settings.target == settings.target
            }
            guard let delivery = row.output.delivery, let next = successor?.output.delivery else {
                closing.append(row)
                continue
            }
            do throws(PipelineError) {
                try delivery.handOver(to: next)
            } catch {
                StandardError.report(error.description)
            }
        }
        // Their times pass together.
        for row in closing { row.output.delivery?.beginStopping() }
        // Standard output may be wanted again.
        for row in closing where row.source.settings.kind != .stdout {
            do throws(PipelineError) {
                try row.output.close()
            } catch {
                StandardError.report(error.description)
            }
        }
    }

    // MARK: - Writing

    /// Names the columns of tables.
    ///
    /// - Throws: when an output cannot be written; a closed pipe will be noticed by the scan.
    func writeHeader(of change: Change? = nil) throws(PipelineError) {
        do throws(PipelineError) {
            for row in change?.fresh ?? rows { try row.output.writeHeader() }
        } catch {
            guard error.errno == EPIPE else { throw error }
        }
    }

    /// Gives what is not delivered yet a last chance.
    func beginStopping() {
        let rows = state.withLock { state in
            state.isStopping = true
            return state.rows
        }
        for row in rows { row.output.delivery?.beginStopping() }
    }

    /// Signals that were not written because there were enough of their rule.
    var withheldCount: Int {
        state.withLock { $0.earlierWithheldCount + ($0.limiter?.withheldCount ?? 0) }
    }

    /// Tells what was withheld, waits for what is not delivered yet, and closes all.
    func close(_ outcome: inout PipelineOutcome) {
        let (rows, limiter) = state.withLock { ($0.rows, $0.limiter) }
        if outcome.ending == .completed || outcome.ending == .cancelled {
            do throws(PipelineError) {
                try limiter?.finish()
            } catch {
                outcome.ending = PipelineOutcome.Ending(outputFailure: error)
            }
        }
        if outcome.ending != .completed { beginStopping() }
        for row in rows {
            do throws(PipelineError) {
                try row.output.close()
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

    /// Closes what nothing was written to.
    private static func close(_ rows: [Row]) {
        for row in rows where row.source.settings.kind != .stdout { try? row.output.close() }
    }

    // MARK: - Checks

    /// The files that outputs write.
    private static func paths(_ settings: [OutputSettings]) -> [String] {
        settings.filter { $0.kind == .file }.map(\.target)
            + settings.compactMap { $0[.deadLetter] }
    }

    /// Makes sure that what is written is no input.
    private static func check(
        _ paths: [String],
        against inputs: [Input]
    ) throws(PipelineError) {
        let identities = identities(of: inputs)
        for path in paths {
            guard let identity = FileIdentity(ofFileAt: path) else { continue }
            if identities.contains(identity) {
                throw PipelineError(
                    action: "cannot write",
                    path: path,
                    reason: "it is one of the inputs; write to another file"
                )
            }
        }
    }

    /// Makes sure that no two outputs are one file.
    private static func checkApart(_ rows: [Row]) throws(PipelineError) {
        var taken: Set<FileIdentity> = []
        for row in rows {
            let settings = row.source.settings
            for identity in row.output.sink.identities where !taken.insert(identity).inserted {
                throw PipelineError(
                    action: "cannot write",
                    path: settings.kind == .file ? settings.target : settings[.deadLetter] ?? "",
                    reason: "signals go to the same file; write to another one"
                )
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
