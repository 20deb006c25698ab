internal import MartletEngine
internal import MartletRules

/// What the threads of one run share.
final class PipelineRun: Sendable {
    let inputs: [Input]
    let options: PipelineOptions
    let dispatcher: Dispatcher
    let pool: BufferPool
    let channels: RunChannels
    /// The files that the run writes, which it must not read.
    let outputs: [FileIdentity]

    var progress: PipelineProgress { channels.progress }
    var cancellation: Cancellation { channels.cancellation }
    /// How far inputs were read by earlier runs, if that is kept.
    var positions: InputPositions? { channels.state?.positions }
    var keepsMalformedLines: Bool { channels.deadLetters != nil }

    init(
        _ events: RunEvents,
        options: PipelineOptions,
        metrics: PipelineMetrics,
        destination: MatchDestination,
        flaws: FlawReporter? = nil,
        channels: RunChannels
    ) {
        self.inputs = events.inputs
        self.options = options
        self.channels = channels
        pool = BufferPool(capacity: options.streamChunkByteCount)
        outputs = channels.sinks.flatMap(\.identities)
        var schedule = Schedule(inputCount: inputs.count, options: options)
        var liveFeed: LiveFeed?
        if case .feed(let feed) = events {
            liveFeed = feed
            let sinks = channels.sinks
            feed.begin { sinks.flatMap(\.identities) }
            schedule = Schedule(feed: LiveFeed.Source(feed), options: options)
        }
        dispatcher = Dispatcher(
            schedule,
            writer: ResultWriter(
                inputs: inputs,
                channels: channels,
                metrics: metrics,
                destination: destination,
                flaws: flaws,
                feed: liveFeed
            ),
            feed: liveFeed,
            cancellation: channels.cancellation
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
        return ChunkStream(
            name: file.name,
            DescriptorSource(file, cancellation: cancellation, progress: progress),
            options: options,
            positions: positions,
            keepsLongLines: keepsMalformedLines
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
