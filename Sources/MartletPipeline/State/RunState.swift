internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules
internal import Synchronization

/// What a run has come to, in a file from which the next one goes on.
///
/// How far inputs were read, and what correlations know. Written behind the signals that it implies,
/// so that whoever is killed and starts again loses nothing.
package final class RunState: Sendable {
    /// Writing the file may take so much of the time: one part in this many.
    private static let sparingFactor = 10

    /// How long the next run of this process waits for outputs to be done with what the state implies.
    private static let settlingTime = Duration.seconds(5)

    let positions: InputPositions
    /// Where the state is kept; `nil` ends it with the process.
    private let file: StateFile?
    /// What a run of this process has come to, for the next one.
    private let handedOver = Mutex<[UInt8]?>(nil)
    private let interval: Duration
    /// What correlations knew, to be taken up once.
    private let correlation: Mutex<ArraySlice<UInt8>?>
    private let nextSaving: Mutex<ContinuousClock.Instant>

    /// Takes a file for this run, and reads it if it is there.
    ///
    /// - Parameters:
    ///   - path: where the file is, or will be.
    ///   - interval: how often it is written while input comes, at most.
    /// - Throws: if another run has it, or it cannot be used.
    package init(path: String, interval: Duration = .seconds(1)) throws(PipelineError) {
        let file = try StateFile(path: path)
        self.file = file
        self.interval = interval
        nextSaving = Mutex(.now + interval)
        guard let bytes = try file.read() else {
            positions = InputPositions([])
            correlation = Mutex(nil)
            return
        }
        do throws(RecordReader.Damage) {
            var reader = RecordReader(bytes)
            positions = try InputPositions(from: &reader)
            correlation = Mutex(try reader.readFlag() ? bytes.suffix(reader.count) : nil)
        } catch {
            throw file.damage()
        }
    }

    /// A state that is handed from run to run of this process, and ends with it.
    package init() {
        file = nil
        interval = .zero
        nextSaving = Mutex(.now)
        positions = InputPositions([])
        correlation = Mutex(nil)
    }

    /// Whether the state outlasts the process.
    var isKept: Bool { file != nil }

    /// Gets ready for another run of this process, which begins with what the last one came to.
    ///
    /// - Throws: if the state cannot be read.
    package func rewind() throws(PipelineError) {
        let memory = handedOver.withLock { bytes in
            defer { bytes = nil }
            return bytes
        }
        let bytes: ArraySlice<UInt8>? = if let memory { memory[...] } else { try file?.read() }
        guard let bytes else { return }
        do throws(RecordReader.Damage) {
            var reader = RecordReader(bytes)
            _ = try InputPositions(from: &reader)
            let rest = try reader.readFlag() ? bytes.suffix(reader.count) : nil
            correlation.withLock { $0 = rest }
        } catch {
            throw damage()
        }
    }

    private func damage() -> PipelineError {
        file?.damage()
            ?? PipelineError(
                action: "cannot go on",
                path: "state",
                reason: "what correlations know cannot be read back"
            )
    }

    /// Lets correlations go on with what they knew.
    ///
    /// - Returns: how many do; `nil` if they knew nothing.
    func restore(
        into stage: (any CorrelationStage)?,
        _ ruleSet: RuleSet
    ) throws(PipelineError) -> StateChange? {
        let bytes = correlation.withLock { bytes in
            defer { bytes = nil }
            return bytes
        }
        guard let bytes else { return nil }
        let plan = CorrelationPlan(ruleSet)
        let correlator = stage?.correlator ?? Correlator(plan, options: .init())
        var reader = RecordReader(bytes)
        let progress: CorrelationProgress
        let change: StateChange
        do throws(RecordReader.Damage) {
            progress = try CorrelationProgress(
                from: &reader,
                rules: plan.matchIdentities,
                inputNumber: correlator.number(ofInput:)
            )
            change = try correlator.restoreState(
                from: &reader,
                decidedAt: progress.reached ?? .min
            )
            guard reader.count == 0 else { throw RecordReader.Damage() }
        } catch {
            throw damage()
        }
        try stage?.resume(progress)
        return change
    }

    /// Whether it is time to write the file.
    var isDue: Bool { isKept && ContinuousClock.now >= nextSaving.withLock { $0 } }

    /// Puts off writing the file.
    func postpone() {
        nextSaving.withLock { $0 = .now + interval }
    }

    /// Writes the file, and decides when it is due again.
    func saveInTime(
        _ stage: (any CorrelationStage)?,
        behind sinks: [any Sink]
    ) throws(PipelineError) {
        let start = ContinuousClock.now
        try save(stage, behind: sinks)
        let spent = ContinuousClock.now - start
        nextSaving.withLock { $0 = .now + max(interval, spent * RunState.sparingFactor) }
    }

    /// Writes the file, behind what sinks are done with, unless correlating is in the midst of
    /// something.
    func save(
        _ stage: (any CorrelationStage)?,
        behind sinks: [any Sink]
    ) throws(PipelineError) {
        guard let file, let head = head(stage) else { return }
        for sink in sinks {
            _ = try sink.settle(until: nil)
            try sink.synchronize()
        }
        try file.replace { (output) throws(PipelineError) in
            try output.append(head)
            try stage?.correlator.encodeState { (bytes) throws(PipelineError) in
                try output.append(bytes)
            }
        }
    }

    /// Leaves the state to the next run of this process.
    ///
    /// In the file, if sinks are done with what it implies; else in memory, as events must not wait for
    /// an outage to end.
    func handOver(
        _ stage: (any CorrelationStage)?,
        behind sinks: [any Sink]
    ) throws(PipelineError) {
        let deadline = ContinuousClock.now + RunState.settlingTime
        var isSettled = isKept
        for sink in sinks where isSettled { isSettled = try sink.settle(until: deadline) }
        if isSettled { return try save(stage, behind: sinks) }
        guard var all = head(stage) else { return }
        try stage?.correlator.encodeState { (bytes) throws(PipelineError) in all += bytes }
        handedOver.withLock { $0 = all }
    }

    /// All but what the correlator keeps; `nil` if correlating is in the midst of something.
    private func head(_ stage: (any CorrelationStage)?) -> [UInt8]? {
        var writer = RecordWriter()
        positions.encode(to: &writer)
        guard let stage else {
            writer.append(byte: 0)
            return writer.take()
        }
        guard let progress = stage.progress else { return nil }
        writer.append(byte: 1)
        progress.encode(
            to: &writer,
            rules: stage.plan.matchIdentities,
            inputNames: stage.correlator.inputNames
        )
        return writer.take()
    }
}

extension Correlator {
    /// The number of an input by its name, which is new if need be.
    fileprivate func number(ofInput name: String) -> Int {
        if let number = inputNames.firstIndex(of: name) { return number }
        inputNames.append(name)
        return inputNames.count - 1
    }
}
