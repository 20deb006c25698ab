internal import MartletPipeline
internal import MartletRules
internal import Synchronization

extension SignalOutputs {
    /// Outputs to change over to; those that are new are open beside the old ones.
    struct Change {
        let outputs: [OpenOutput]
        let fresh: [OpenOutput]
        let limit: Int?
    }

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
        var rest = outputs
        var next: [OpenOutput?] = sources.map { source in
            guard let index = rest.firstIndex(where: { $0.source == source }) else { return nil }
            return rest.remove(at: index)
        }
        var opener = OutputOpener(
            continuesFiles: continuesOutput,
            stopLimit: stopLimit,
            beside: next.compactMap(\.?.name)
        )
        var fresh: [OpenOutput] = []
        do throws(PipelineError) {
            for index in next.indices where next[index] == nil {
                let output = try opener.open(sources[index])
                fresh.append(output)
                next[index] = output
            }
            let outputs = next.compactMap { $0 }
            try checkApart(outputs)
            return Change(outputs: outputs, fresh: fresh, limit: options.maxSignalsPerRule)
        } catch {
            Self.close(fresh)
            throw error
        }
    }

    /// Closes again what was opened for a change that does not come.
    func discard(_ change: Change) { Self.close(change.fresh) }

    /// Lets signals go where a change says, and closes outputs that it leaves out.
    ///
    /// Nothing may be written meanwhile.
    func take(_ change: Change, ruleSet: RuleSet) {
        let (old, former) = state.withLock { state in
            (state.outputs, state.limit == change.limit ? nil : state.limiter)
        }
        do throws(PipelineError) {
            try former?.finish()
        } catch {
            StandardError.report(error.description)
        }
        let kept = Set(change.outputs.map { ObjectIdentifier($0.sink) })
        Self.retire(
            old.filter { !kept.contains(ObjectIdentifier($0.sink)) },
            before: change.fresh
        )
        all.replace(with: change.outputs.map(\.sink))
        let isStopping = state.withLock { state in
            state.outputs = change.outputs
            if state.limit != change.limit {
                state.limit = change.limit
                state.earlierWithheldCount += state.limiter?.withheldCount ?? 0
                state.limiter = change.limit.map { LimitingSink(limit: $0, of: ruleSet, to: all) }
            } else {
                state.limiter?.use(ruleSet)
            }
            return state.isStopping
        }
        // Those that are new know nothing of it yet.
        if isStopping { beginStopping() }
    }

    /// Closes outputs, and leaves what waits in them to those that take their places.
    ///
    /// That are outputs with the same address, or else of the same kind. Without one, there is as much time
    /// for what waits as at the end of a run.
    private static func retire(_ left: [OpenOutput], before fresh: [OpenOutput]) {
        var successors = fresh
        var closing: [OpenOutput] = []
        for isSameAddress in [true, false] {
            for output in isSameAddress ? left : closing {
                let index = successors.firstIndex { next in
                    next.settings.kind == output.settings.kind
                        && (!isSameAddress || next.settings.target == output.settings.target)
                }
                guard let delivery = output.delivery, let index,
                    let next = successors[index].delivery
                else {
                    if isSameAddress { closing.append(output) }
                    continue
                }
                successors.remove(at: index)
                closing.removeAll { $0.sink === output.sink }
                report { () throws(PipelineError) in try delivery.handOver(to: next) }
            }
        }
        // Their times pass together.
        for output in closing { output.delivery?.beginStopping() }
        // Standard output may be wanted again.
        for output in closing where output.settings.kind != .stdout {
            report { () throws(PipelineError) in
                try output.sink.synchronize()
                try output.close()
            }
        }
    }

    /// Closes what nothing was written to.
    private static func close(_ outputs: [OpenOutput]) {
        for output in outputs where output.settings.kind != .stdout { try? output.close() }
    }

    /// Does something, and tells of its failure.
    private static func report(_ body: () throws(PipelineError) -> Void) {
        do throws(PipelineError) {
            try body()
        } catch {
            StandardError.report(error.description)
        }
    }
}
