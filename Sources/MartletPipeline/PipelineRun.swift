internal import MartletEngine
internal import MartletRules

/// What the threads of one run share.
final class PipelineRun: Sendable {
    let inputs: [Input]
    let options: PipelineOptions
    let dispatcher: Dispatcher
    let pool: BufferPool
    let progress: PipelineProgress
    let cancellation: Cancellation
    /// The files that the run writes, which it must not read.
    let outputs: [FileIdentity]
    /// How far inputs were read by earlier runs, if that is kept.
    let positions: InputPositions?
    /// Whether the input is divided by batch marks.
    let hasBatches: Bool
    private let deadLetters: (any Sink)?

    var keepsMalformedLines: Bool { deadLetters != nil }

    init(
        inputs: [Input],
        options: PipelineOptions,
        metrics: PipelineMetrics,
        destination: MatchDestination,
        signals: any Sink,
        deadLetters: (any Sink)?,
        progress: PipelineProgress,
        cancellation: Cancellation,
        state: RunState? = nil,
        acknowledgements: Acknowledgements? = nil
    ) {
        self.inputs = inputs
        self.options = options
        self.progress = progress
        self.cancellation = cancellation
        self.deadLetters = deadLetters
        hasBatches = acknowledgements != nil
        positions = state?.positions
        pool = BufferPool(capacity: options.streamChunkByteCount)
        outputs = [signals.identity, deadLetters?.identity].compactMap { $0 }
        dispatcher = Dispatcher(
            Schedule(inputCount: inputs.count, options: options),
            writer: ResultWriter(
                inputs: inputs,
                signals: signals,
                deadLetters: deadLetters,
                progress: progress,
                metrics: metrics,
                destination: destination,
                state: state,
                acknowledgements: acknowledgements
            ),
            cancellation: cancellation
        )
    }

    /// The size of a buffer that holds an ordinary range of a file.
    var bufferCapacity: Int {
        FileRangeReader.bufferCapacity(rangeByteCount: options.chunkByteCount)
    }

    /// An open input, to be read from start to end.
    func stream(of file: InputFile) -> ChunkStream {
        // What can be read once only has no position that would be of use.
        var positions: InputPositions?
        if case .regular = file.kind, !file.isStandardInput { positions = self.positions }
        assert(!hasBatches || positions == nil, "batches come through standard input alone")
        return ChunkStream(
            file,
            options: options,
            positions: positions,
            hasBatches: hasBatches,
            deadLetters: deadLetters,
            cancellation: cancellation,
            progress: progress
        )
    }

    /// Works on the calling thread and on as many others as the options ask for.
    ///
    /// - Returns: what all threads found out.
    func work<Scanner: ChunkScanner & ~Copyable>(
        makingScanner makeScanner: @escaping @Sendable () -> Scanner
    ) -> ScanNotes {
        let merged = Monitor(ScanNotes())
        let work: @Sendable () -> Void = { [self] in
            var worker = Worker(self, scanner: makeScanner())
            worker.work()
            let notes = worker.scanner.notes
            merged.update { $0.merge(notes) }
        }
        // A system without threads left slows the run down, no more.
        let threads = (1..<options.threadCount).compactMap { _ in POSIXThread(work) }
        work()
        for thread in threads { thread.join() }
        return merged.update { $0 }
    }
}
