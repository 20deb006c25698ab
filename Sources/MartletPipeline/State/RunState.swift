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

    /// Where the state is between two runs.
    private enum Store: Sendable {
        case file(StateFile)
        case memory(Memory)
    }

    private final class Memory: Sendable {
        let bytes = Mutex<[UInt8]?>(nil)
    }

    let positions: InputPositions
    private let store: Store
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
        store = .file(file)
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
        store = .memory(Memory())
        interval = .zero
        nextSaving = Mutex(.now)
        positions = InputPositions([])
        correlation = Mutex(nil)
    }

    /// Whether the state outlasts the process.
    var isKept: Bool {
        if case .file = store { true } else { false }
    }

    /// Gets ready for another run of this process, which begins with what the last one came to.
    ///
    /// - Throws: if the state cannot be read.
    package func rewind() throws(PipelineError) {
        let bytes: ArraySlice<UInt8>? =
            switch store {
            case .file(let file): try file.read()
            case .memory(let memory): memory.bytes.withLock { $0?[...] }
            }
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
        switch store {
        case .file(let file): file.damage()
        case .memory:
            PipelineError(
                action: "cannot go on",
                path: "state",
                reason: "what correlations know cannot be read back"
            )
        }
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
        var writer = RecordWriter()
        positions.encode(to: &writer)
        if let stage {
            guard let progress = stage.progress else { return }
            writer.append(byte: 1)
            progress.encode(
                to: &writer,
                rules: stage.plan.matchIdentities,
                inputNames: stage.correlator.inputNames
            )
        } else {
            writer.append(byte: 0)
        }
        let head = writer.take()
        switch store {
        case .file(let file):
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
        case .memory(let memory):
            var all = head
            try stage?.correlator.encodeState { (bytes) throws(PipelineError) in all += bytes }
            memory.bytes.withLock { $0 = all }
        }
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
