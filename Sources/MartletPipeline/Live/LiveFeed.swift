internal import Synchronization

/// Several live inputs as one stream of chunks, in the order in which their events come.
///
/// Inputs are read by whichever thread asks for the next chunk: nothing is read that no thread has
/// time for, so a slow output slows the inputs down and memory does not grow. A feed outlives a run:
/// after ``pause()`` the run ends, and the next one goes on with the next chunk.
package final class LiveFeed: Sendable {
    fileprivate struct State {
        var inputs: [any LiveInput] = []
        /// The one of these that follows files.
        var followed: FollowedFiles?
        /// The input that is asked first.
        var first = 0
        /// When a chunk without bytes is due, if nothing comes.
        var nextRest: ContinuousClock.Instant?
    }

    /// What others want to be told and asked.
    ///
    /// A lock on a closure alone would wrap it once more at each look, without end.
    private struct Hooks {
        var paused: (@Sendable () -> Void)?
        var holdsBack: (@Sendable () -> Bool)?
    }

    /// When nothing came for so long, and then now and then, a chunk without bytes lets the run keep what
    /// it has come to, and tell what it has to tell.
    fileprivate static let restDelay = Duration.seconds(1)
    fileprivate static let restInterval = FlawReporter.interval

    /// In milliseconds, how long it is until it is asked again whether to read on.
    private static let holdInterval: Int32 = 50

    private let state = Monitor(State())
    let cancellation: Cancellation
    let progress: PipelineProgress
    let numbers = OriginNumbers()
    private let wake = WakeUp()
    private let isPausing = Atomic<Bool>(false)
    private let isInterrupted = Atomic<Bool>(false)
    private let hooks = Mutex(Hooks())
    /// Of what was read by a run that has ended, for the next one to give.
    private let receipts = Mutex<[Receipt]>([])
    private let options: PipelineOptions
    private let keepsLongLines: Bool
    /// How far files were read by earlier runs.
    private let positions: [InputPosition]

    /// A feed without inputs.
    ///
    /// - Parameters:
    ///   - options: how large chunks are, and lines may be.
    ///   - channels: of the runs that read it.
    package init(options: PipelineOptions, channels: RunChannels) {
        self.options = options
        keepsLongLines = channels.deadLetters != nil
        progress = channels.progress
        cancellation = channels.cancellation
        positions = channels.state?.positions.saved ?? []
    }

    /// Reads a stream to its end.
    ///
    /// - Parameters:
    ///   - input: standard input, a named pipe, or a file that does not grow.
    ///   - hasBatches: whether the stream is divided by batch marks.
    /// - Throws: if it cannot be opened.
    package func read(_ input: Input, hasBatches: Bool = false) throws(PipelineError) {
        let file = try InputFile.open(input)
        let stream = ChunkStream(
            name: file.name,
            DescriptorSource(file, cancellation: cancellation, progress: progress),
            options: options,
            hasBatches: hasBatches,
            keepsLongLines: keepsLongLines
        )
        add(LiveStream(file, stream, number: numbers.next()))
    }

    /// Follows files that match patterns, and no others.
    ///
    /// - Parameters:
    ///   - patterns: paths, in which `*`, `?` and `[...]` stand for what they do in a shell.
    ///   - start: where reading begins of files that nothing is known of.
    ///   - notice: is told what the user should know, a sentence at a time; the first one is, for all
    ///     changes.
    package func follow(
        _ patterns: [String],
        from start: FollowStart,
        notice: @escaping @Sendable (String) -> Void
    ) {
        state.update { state in
            if let followed = state.followed { return followed.change(to: patterns, from: start) }
            guard !patterns.isEmpty else { return }
            let followed = FollowedFiles(
                patterns,
                from: start,
                reader: GrowingFileReader(
                    options: options,
                    keepsLongLines: keepsLongLines,
                    numbers: numbers,
                    cancellation: cancellation,
                    progress: progress
                ),
                positions: positions,
                notice: notice
            )
            state.followed = followed
            state.inputs.append(followed)
        }
    }

    /// Takes what is delivered to a queue.
    package func take(from queue: DeliveryQueue) {
        queue.onDelivery { [wake] in wake.signal() }
        add(
            DeliveredEvents(
                queue,
                options: options,
                keepsLongLines: keepsLongLines,
                numbers: numbers
            )
        )
    }

    private func add(_ input: any LiveInput) {
        state.update { $0.inputs.append(input) }
    }

    /// Ends the run that reads the feed behind the chunk that is read last.
    package func pause() {
        isPausing.store(true, ordering: .releasing)
        hooks.withLock { $0 }.paused?()
        wake.signal()
    }

    /// Ends reading at once and for good, as nothing can be written.
    func interrupt() {
        isInterrupted.store(true, ordering: .releasing)
        wake.signal()
    }

    /// Names what to do when the run that reads the feed is to end, so that it does soon.
    package func whenPaused(_ action: @escaping @Sendable () -> Void) {
        hooks.withLock { $0.paused = action }
    }

    /// Names when not to read on, asked for each chunk and now and then.
    package func waits(while holdsBack: @escaping @Sendable () -> Bool) {
        hooks.withLock { $0.holdsBack = holdsBack }
    }

    /// Keeps receipts for the next run.
    func keep(_ receipts: [Receipt]) {
        self.receipts.withLock { $0 += receipts }
    }

    /// Receipts that earlier runs did not give, once.
    func takeReceipts() -> [Receipt] {
        receipts.withLock { receipts in
            defer { receipts = [] }
            return receipts
        }
    }

    /// Lets the next run read on.
    package func resume() {
        isPausing.store(false, ordering: .releasing)
    }

    /// Whether nothing is left to read.
    package var hasEnded: Bool { state.update { $0.inputs.isEmpty } }

    /// Whether a run was told to end, and the next may not begin yet.
    ///
    /// Not once all is to end: there is no next one then.
    package var isPaused: Bool {
        isPausing.load(ordering: .acquiring) && !cancellation.isCancelled
    }

    /// Prepares for a run that writes these files.
    func begin(writing outputs: @escaping @Sendable () -> [FileIdentity]) {
        state.update { state in
            for input in state.inputs { input.exclude(outputs) }
            // Receipts are given behind a chunk.
            if receipts.withLock({ !$0.isEmpty }) { state.nextRest = .now }
        }
    }

    /// The next chunk of any input, waited for if need be.
    func next(pool: BufferPool) -> StreamProduction {
        state.update { state in
            while true {
                if cancellation.isCancelled || isInterrupted.load(ordering: .acquiring) {
                    return .cancelled
                }
                if isPaused || state.inputs.isEmpty {
                    return .last(StreamChunk(empty: pool))
                }
                let isHeldBack = hooks.withLock { $0 }.holdsBack?() ?? false
                if !isHeldBack, let production = state.takeReady(pool: pool) {
                    if case .chunk = production { progress.addChunk() }
                    state.nextRest = nil
                    return production
                }
                if state.isRestDue() { return .chunk(StreamChunk(empty: pool)) }
                let inputs = isHeldBack ? [] : state.inputs.compactMap(\.descriptor)
                cancellation.wait(
                    for: inputs + [wake.descriptor],
                    milliseconds: isHeldBack ? LiveFeed.holdInterval : state.patience
                )
                wake.reset()
            }
        }
    }
}

extension LiveFeed {
    /// The feed as one run reads it.
    final class Source: ChunkSource {
        private let feed: LiveFeed

        init(_ feed: LiveFeed) { self.feed = feed }

        func next(pool: BufferPool) -> StreamProduction { feed.next(pool: pool) }
    }
}

extension LiveFeed.State {
    /// For how long to wait at most, in milliseconds.
    fileprivate var patience: Int32? {
        let rest = (nextRest ?? .now) - .now
        let milliseconds = Int32(max(0, rest / .milliseconds(1)).rounded(.up))
        return (inputs.compactMap(\.patience) + [milliseconds]).min()
    }

    /// Whether a chunk without bytes is due, which is said once.
    fileprivate mutating func isRestDue() -> Bool {
        let due = nextRest ?? .now + LiveFeed.restDelay
        let isDue = due <= .now
        nextRest = isDue ? .now + LiveFeed.restInterval : due
        return isDue
    }

    /// The next chunk that is there, of the inputs in turn.
    fileprivate mutating func takeReady(pool: BufferPool) -> StreamProduction? {
        for step in inputs.indices {
            let index = (first + step) % inputs.count
            switch inputs[index].next(pool: pool) {
            case .chunk(let chunk):
                first = index + 1
                return .chunk(chunk.arrived)
            case .last(let chunk):
                inputs.remove(at: index)
                first = index
                return .chunk(chunk.arrived)
            case .idle: continue
            case .cancelled: return .cancelled
            }
        }
        return nil
    }
}

extension StreamChunk {
    /// The chunk, which has arrived by now.
    fileprivate var arrived: StreamChunk {
        var chunk = self
        chunk.arrival = arrival ?? .now
        return chunk
    }
}
