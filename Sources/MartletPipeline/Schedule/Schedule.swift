/// What there is to do next, and in which order results are due.
///
/// Plain state without threads: the ``Dispatcher`` guards it. Work is handed out in input order;
/// work ahead of the earliest unfinished chunk goes on only while few results wait for that chunk.
/// The earliest chunk itself may always be worked on, so a run cannot lock up.
struct Schedule {
    /// Something for a thread to do.
    enum Work {
        /// Open an input and see what it is.
        case open(input: Int)
        /// Read and scan a range of a file.
        case scanRange(FileRange, ChunkPosition)
        /// Read the next chunk of a stream, which is this thread's alone meanwhile.
        case fill(StreamQueue)
        /// Scan a chunk of a stream.
        case scanChunk(StreamChunk, ChunkPosition)
    }

    /// What asking for work gave.
    enum Claim {
        case work(Work)
        /// Nothing now: ask again after a change.
        case wait
        /// Nothing any more.
        case stop
    }

    /// An input that is open and not yet handed out completely.
    private enum Source {
        case ranges(FileRanges)
        case stream(StreamQueue)

        var input: Int {
            switch self {
            case .ranges(let ranges): ranges.input
            case .stream(let queue): queue.input
            }
        }
    }

    private let inputCount: Int
    private let options: PipelineOptions
    /// How many chunks of one stream may wait for a thread that scans them.
    private let readyLimit: Int

    private var nextInput = 0
    /// In input order.
    private var sources: [Source] = []
    /// The number of chunks of those inputs, not yet written completely, for which it is known.
    private var chunkCounts: [Int: Int] = [:]
    private var held: [ChunkPosition: ChunkResult] = [:]
    private var heldByteCount = 0
    private var isWriting = false
    /// The chunk that is to be written next, or is being written.
    private var head = ChunkPosition(input: 0, chunk: 0)
    /// Why the run ended before its inputs did.
    private(set) var interruption: PipelineOutcome.Ending?

    init(inputCount: Int, options: PipelineOptions) {
        self.inputCount = inputCount
        self.options = options
        readyLimit = min(options.threadCount, 3)
    }

    /// The work of one stream, whose chunks say what they are of.
    init(feed: any ChunkSource, options: PipelineOptions) {
        self.init(inputCount: 1, options: options)
        nextInput = 1
        add(StreamQueue(input: 0, stream: feed))
    }

    private var isComplete: Bool { head.input >= inputCount }

    /// Ends the run, unless it is over: no more work is handed out.
    ///
    /// The first reason counts.
    mutating func interrupt(_ reason: PipelineOutcome.Ending) {
        if interruption == nil, !isComplete { interruption = reason }
    }

    /// Hands out work.
    mutating func claim() -> Claim {
        if interruption != nil || isComplete { return .stop }
        for index in sources.indices {
            switch sources[index] {
            case .ranges(var ranges):
                guard isAllowed(ranges.nextPosition) else { continue }
                let position = ranges.nextPosition
                let range = ranges.takeNext()
                if ranges.isExhausted {
                    sources.remove(at: index)
                } else {
                    sources[index] = .ranges(ranges)
                }
                return .work(.scanRange(range, position))
            case .stream(let queue):
                if queue.canFill(readyLimit: readyLimit), isAllowed(queue.nextPosition) {
                    queue.isBusy = true
                    return .work(.fill(queue))
                }
                if let (position, chunk) = queue.takeReady() {
                    if queue.isExhausted { sources.remove(at: index) }
                    return .work(.scanChunk(chunk, position))
                }
            }
        }
        if nextInput < inputCount, sources.count <= options.threadCount,
            isAllowed(ChunkPosition(input: nextInput, chunk: 0))
        {
            nextInput += 1
            return .work(.open(input: nextInput - 1))
        }
        return .wait
    }

    private func isAllowed(_ position: ChunkPosition) -> Bool {
        heldByteCount < options.heldByteLimit || position == head
    }

    /// Adds a file whose ranges are to be scanned.
    mutating func add(_ ranges: FileRanges) {
        insert(.ranges(ranges))
        end(input: ranges.input, chunkCount: ranges.count)
    }

    /// Adds a stream to be read.
    mutating func add(_ queue: StreamQueue) {
        insert(.stream(queue))
    }

    private mutating func insert(_ source: Source) {
        let index = sources.firstIndex { $0.input > source.input } ?? sources.endIndex
        sources.insert(source, at: index)
    }

    /// Takes back a stream from the thread that read from it.
    mutating func filled(_ queue: StreamQueue, _ production: StreamProduction) {
        queue.isBusy = false
        switch production {
        case .chunk(let chunk): queue.append(chunk)
        case .last(let chunk):
            queue.append(chunk)
            queue.hasEnded = true
            end(input: queue.input, chunkCount: queue.nextPosition.chunk)
        case .idle: break
        case .cancelled: interrupt(.cancelled)
        }
    }

    /// Tells how many chunks an input has: at least one, of which not all were delivered yet.
    mutating func end(input: Int, chunkCount: Int) {
        precondition(chunkCount > 0)
        chunkCounts[input] = chunkCount
    }

    /// Keeps a result until its turn comes.
    ///
    /// - Returns: whether the caller is to write what is due.
    mutating func hold(_ result: ChunkResult, at position: ChunkPosition) -> Bool {
        held[position] = result
        heldByteCount += result.heldByteCount
        if isWriting || position != head { return false }
        isWriting = true
        return true
    }

    /// The next result to write, if it is there.
    mutating func takeDue() -> (ChunkPosition, ChunkResult)? {
        guard let result = held.removeValue(forKey: head) else { return nil }
        heldByteCount -= result.heldByteCount
        return (head, result)
    }

    /// Stops writing until the next result comes, unless it is there; whether writing stopped.
    mutating func endsWriting() -> Bool {
        isWriting = held[head] != nil
        return !isWriting
    }

    /// Goes on to the next result after one has been written.
    mutating func written() {
        head.chunk += 1
        if chunkCounts[head.input] == head.chunk {
            chunkCounts[head.input] = nil
            head = ChunkPosition(input: head.input + 1, chunk: 0)
        }
    }
}
