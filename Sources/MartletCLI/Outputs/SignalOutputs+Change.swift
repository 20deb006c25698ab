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
            try Self.checkDelivered(Self.left(self.outputs, by: outputs), before: fresh)
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
        Self.retire(Self.left(old, by: change.outputs), before: change.fresh)
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

    /// The outputs that others leave out.
    private static func left(_ old: [OpenOutput], by next: [OpenOutput]) -> [OpenOutput] {
        let kept = Set(next.map { ObjectIdentifier($0.sink) })
        return old.filter { !kept.contains(ObjectIdentifier($0.sink)) }
    }

    /// Which outputs take the places of others: of the same address, or else of the same kind.
    private static func successors(
        of left: [OpenOutput],
        among fresh: [OpenOutput]
    ) -> [DeliverySink?] {
        var free = fresh
        var found: [DeliverySink?] = left.map { _ in nil }
        for isSameAddress in [true, false] {
            for index in left.indices where left[index].delivery != nil && found[index] == nil {
                let settings = left[index].settings
                let next = free.firstIndex { next in
                    next.settings.kind == settings.kind
                        && (!isSameAddress || next.settings.target == settings.target)
                }
                if let next { found[index] = free.remove(at: next).delivery }
            }
        }
        return found
    }

    /// Makes sure that nothing is lost with outputs that no other takes the places of.
    private static func checkDelivered(
        _ left: [OpenOutput],
        before fresh: [OpenOutput]
    ) throws(PipelineError) {
        for (output, next) in zip(left, successors(of: left, among: fresh)) where next == nil {
            guard let delivery = output.delivery, !delivery.canGiveUp,
                try !delivery.settle(until: .now + delivery.options.stopping)
            else { continue }
            throw PipelineError(
                action: "cannot leave out",
                path: output.name,
                reason:
                    "\(delivery.counters.counts.waiting) signals wait there; name an output "
                    + "that takes its place, or first a 'dead-letter' file for them"
            )
        }
    }

    /// Closes outputs, and leaves what waits in them to those that take their places.
    ///
    /// Without one, there is as much time for what waits as at the end of a run.
    private static func retire(_ left: [OpenOutput], before fresh: [OpenOutput]) {
        let successors = successors(of: left, among: fresh)
        for (output, next) in zip(left, successors) {
            guard let delivery = output.delivery, let next else { continue }
            report { () throws(PipelineError) in try delivery.handOver(to: next) }
        }
        let closing = zip(left, successors).filter { $0.1 == nil }.map(\.0)
        // Their times pass together.
        for output in closing { output.delivery?.beginStopping() }
        for output in closing {
            report { () throws(PipelineError) in
                try output.sink.synchronize()
                // Standard output may be wanted again.
                if output.settings.kind != .stdout { try output.close() }
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
