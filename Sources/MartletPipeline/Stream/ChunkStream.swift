internal import MartletEngine

/// Turns a pipe, a packed file or a JSON array file into chunks, one after another.
///
/// Used by one thread at a time. The thread that asks does the reading and unpacking itself; no
/// reader thread has to be waited for, and a chunk is often scanned by the core whose cache it is
/// in.
final class ChunkStream: ChunkSource {
    /// Bytes in a buffer that make no chunk yet.
    private struct Beginning {
        let buffer: ChunkBuffer
        var count: Int
        /// How many of them the splitter has seen.
        var seen: Int
        /// The line or element they belong to, if it exceeds the limit.
        var passage: LongLinePassage?
    }

    private let name: String
    private let input: LeadingSource
    private let options: PipelineOptions
    /// Whether batches are marked, and to be acknowledged.
    private let hasBatches: Bool
    /// Whether lines that exceed the limit are put aside.
    private let keepsLongLines: Bool
    /// The unpacked bytes; `nil` before the first read.
    private var source: (any ByteSource)?
    /// How the bytes divide; `nil` until the first of them tell.
    private var splitter: StreamSplitter?

    /// The beginning of a line or element for which the last chunk had no room.
    private var carry: [UInt8] = []
    /// How many of these bytes the splitter has seen.
    private var carrySeen = 0
    /// What was read when nothing more came.
    private var beginning: Beginning?
    /// The offset of the next chunk in the unpacked stream.
    private var offset: Int
    private var reportedInputByteCount = 0
    /// What was read before, if positions are kept.
    private var resumption: StreamResumption?

    /// Reads from a source.
    ///
    /// - Parameters:
    ///   - name: what to call it in errors.
    ///   - source: the bytes, packed or not.
    ///   - options: how large chunks are, and lines may be.
    ///   - offset: where in the unpacked input the source begins.
    ///   - isLines: whether the bytes are known to be plain lines.
    ///   - positions: of inputs that were read before; nil if this one is read from its start.
    ///   - hasBatches: whether batches are marked.
    ///   - keepsLongLines: whether lines that exceed the limit are put aside.
    init(
        name: String,
        _ source: any ByteSource,
        options: PipelineOptions,
        offset: Int = 0,
        isLines: Bool = false,
        positions: InputPositions? = nil,
        hasBatches: Bool = false,
        keepsLongLines: Bool = false
    ) {
        self.name = name
        self.options = options
        self.offset = offset
        self.hasBatches = hasBatches
        self.keepsLongLines = keepsLongLines
        resumption = positions.map { StreamResumption($0) }
        input = LeadingSource(source)
        if isLines {
            self.source = source
            splitter = .lines(boundary: 0)
        }
    }

    func next(pool: BufferPool) -> StreamProduction {
        next(pool: pool, waits: true)
    }

    /// Reads the next chunk.
    ///
    /// - Parameters:
    ///   - pool: where buffers are taken from.
    ///   - waits: whether to wait for bytes that are not there yet.
    /// - Returns: a chunk, or why there is none.
    func next(pool: BufferPool, waits: Bool) -> StreamProduction {
        let start = takeBeginning(pool: pool)
        if start.passage != nil { return passLongLine(from: start, waits: waits) }
        let production = fill(from: start, waits: waits)
        if case .cancelled = production { pool.give(start.buffer) }
        return production
    }

    private func takeBeginning(pool: BufferPool) -> Beginning {
        if let beginning {
            self.beginning = nil
            return beginning
        }
        let buffer = pool.take()
        let count = carry.count
        buffer.reserve(max(count, options.streamChunkByteCount), keeping: 0)
        // SAFETY: the range holds exactly what is carried over.
        unsafe buffer.writable(0..<count).copyBytes(from: carry)
        carry.removeAll(keepingCapacity: count <= options.streamChunkByteCount)
        return Beginning(buffer: buffer, count: count, seen: carrySeen)
    }

    private func fill(from start: Beginning, waits: Bool) -> StreamProduction {
        let buffer = start.buffer
        var count = start.count
        var seen = start.seen
        var target = max(options.streamChunkByteCount, count)
        var isIdle = false
        while true {
            split(buffer, count: count, from: &seen)
            if let mark = splitter?.mark { return .chunk(cut(buffer, before: mark, count: count)) }
            let boundary = splitter?.boundary ?? 0
            let capacity = splitter?.capacity(lineByteLimit: options.lineByteLimit) ?? count + 1
            if boundary == 0, count >= capacity {
                return beginLongLine(in: buffer, count: count, waits: waits)
            }
            if boundary > 0, count >= target || isIdle {
                return .chunk(cut(buffer, at: boundary, count: count))
            }
            if isIdle {
                beginning = Beginning(buffer: buffer, count: count, seen: seen)
                return .idle
            }
            if count >= target {
                target = min(2 * target, max(capacity, count + 1))
                buffer.reserve(target, keeping: count)
            }
            // SAFETY: the buffer does not change while it is read into.
            let result = unsafe read(
                into: buffer.writable(count..<target),
                waits: waits && boundary == 0
            )
            switch result {
            case .success(.bytes(let more)): count += more
            case .success(.idle): isIdle = true
            case .success(.cancelled): return .cancelled
            case .success(.end): return .last(finish(buffer, count: count, error: nil))
            case .failure(let error): return .last(finish(buffer, count: count, error: error))
            }
        }
    }

    /// Lets the splitter see what is new.
    private func split(_ buffer: ChunkBuffer, count: Int, from seen: inout Int) {
        // SAFETY: the buffer does not change here, and `seen` is at most the count.
        let bytes = unsafe buffer.bytes(0..<count)
        if splitter == nil, hasBatches { splitter = .batches(BatchScanner()) }
        if splitter == nil {
            guard let isArray = unsafe InputFormat.isArray(bytes) else { return }
            let start = unsafe InputFormat.byteOrderMarkCount(bytes)
            splitter =
                isArray
                ? .elements(ElementScanner(startingAt: start)) : .lines(boundary: 0)
        }
        unsafe splitter?.advance(over: bytes, from: seen)
        seen = count
    }

    private func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) -> Result<SourceRead, PipelineError> {
        do throws(PipelineError) {
            if source == nil {
                switch try input.lookAtPacking(waits: waits) {
                case .packing(let packing): source = unpacked(packing)
                case .idle: return .success(.idle)
                case .cancelled: return .success(.cancelled)
                }
            }
            guard let source else { return .success(.end) }
            // SAFETY: the caller's buffer is handed on as it is.
            return .success(try unsafe source.read(into: buffer, waits: waits))
        } catch {
            return .failure(error)
        }
    }

    private func unpacked(_ packing: InputFormat.Packing) -> any ByteSource {
        switch packing {
        case .plain: input
        case .gzip: UnpackedSource(input, path: name, formatName: "gzip", GzipDecompressor())
        case .zstd: UnpackedSource(input, path: name, formatName: "zstd", ZstdDecompressor())
        }
    }

    /// Ends a chunk at a boundary and carries the rest over.
    private func cut(_ buffer: ChunkBuffer, at boundary: Int, count: Int) -> StreamChunk {
        // SAFETY: the bytes are copied before the buffer is handed over.
        unsafe carry.append(contentsOf: buffer.bytes(boundary..<count))
        carrySeen = count - boundary
        unsafe resumption?.begin(buffer.bytes(0..<count))
        return marked(chunk(buffer, byteCount: boundary, framing: splitter?.cut() ?? .lines))
    }

    /// Ends a chunk at a mark, which is behind it, and carries the rest over.
    private func cut(_ buffer: ChunkBuffer, before mark: BatchMark, count: Int) -> StreamChunk {
        let boundary = splitter?.boundary ?? 0
        // SAFETY: the bytes are copied before the buffer is handed over.
        unsafe carry.append(contentsOf: buffer.bytes(boundary + mark.byteCount..<count))
        carrySeen = 0
        var chunk = chunk(buffer, byteCount: boundary, framing: splitter?.cut() ?? .lines)
        chunk.hasMark = true
        chunk.receipt = .batch(mark.number)
        offset += mark.byteCount
        return chunk
    }

    /// Makes the last chunk of everything that is left.
    private func finish(_ buffer: ChunkBuffer, count: Int, error: PipelineError?) -> StreamChunk {
        let endsInsideArray = splitter?.finish(count: count) ?? false
        unsafe resumption?.begin(buffer.bytes(0..<count))
        let end = hasBatches ? splitter?.boundary ?? 0 : count
        var last = marked(chunk(buffer, byteCount: end, framing: splitter?.cut() ?? .lines))
        last.unfinishedByteCount = count - end
        last.endsInsideArray = endsInsideArray
        last.error = error
        return last
    }

    /// Marks what of a chunk was read before.
    private func marked(_ chunk: StreamChunk) -> StreamChunk {
        var chunk = chunk
        // SAFETY: the buffer is not written to before the chunk is handed over.
        unsafe resumption?.mark(&chunk, chunk.buffer.bytes(0..<chunk.byteCount))
        return chunk
    }

    private func chunk(
        _ buffer: ChunkBuffer,
        byteCount: Int,
        framing: Session.Framing
    ) -> StreamChunk {
        let chunk = StreamChunk(
            buffer: buffer,
            byteCount: byteCount,
            offset: offset,
            framing: framing,
            inputByteCount: input.inputByteCount - reportedInputByteCount
        )
        reportedInputByteCount = input.inputByteCount
        offset += byteCount
        return chunk
    }

    // MARK: - Lines that exceed the limit

    /// Begins to pass over a line or element of which the buffer holds the beginning.
    private func beginLongLine(
        in buffer: ChunkBuffer,
        count: Int,
        waits: Bool
    ) -> StreamProduction {
        unsafe resumption?.begin(buffer.bytes(0..<count))
        let wasRead = resumption?.hasRead(offset) ?? false
        let start = Beginning(
            buffer: buffer,
            count: count,
            seen: count,
            passage: LongLinePassage(keeps: keepsLongLines && !wasRead)
        )
        return passLongLine(from: start, waits: waits)
    }

    /// Reads to the end of the line or element, without keeping it in memory.
    private func passLongLine(from start: Beginning, waits: Bool) -> StreamProduction {
        let buffer = start.buffer
        var count = start.count
        var seen = start.seen
        guard var passage = start.passage else { return .cancelled }
        var failure: PipelineError?
        var isLast = false
        // What is read behind the line is carried over, so it may not be more than usual.
        let pieceByteCount = min(buffer.capacity, options.streamChunkByteCount)
        while true {
            // SAFETY: the bytes are used only until the buffer is read into again, and an end
            // lies at most at their count.
            let bytes = unsafe buffer.bytes(0..<count)
            let end = unsafe splitter?.passUnit(in: bytes, from: seen)
            unsafe passage.pass(UnsafeBufferPointer(rebasing: bytes[..<(end ?? count)]))
            if let end {
                unsafe carry.append(contentsOf: bytes[end...])
                break
            }
            if isLast { break }
            seen = 0
            count = 0
            switch unsafe read(into: buffer.writable(0..<pieceByteCount), waits: waits) {
            case .success(.bytes(let more)): count = more
            case .success(.idle):
                beginning = Beginning(buffer: buffer, count: 0, seen: 0, passage: passage)
                return .idle
            case .success(.cancelled): return .cancelled
            case .success(.end): isLast = true
            case .failure(let error):
                failure = error
                isLast = true
            }
        }
        let chunk = chunk(of: passage, in: buffer, error: failure)
        return isLast ? .last(chunk) : .chunk(chunk)
    }

    /// Makes a chunk without bytes of a line that was passed over; what follows it is carried over.
    private func chunk(
        of passage: LongLinePassage,
        in buffer: ChunkBuffer,
        error: PipelineError?
    ) -> StreamChunk {
        var passage = passage
        // The line feed belongs to the line, but not to its length.
        let isLine = if case .elements = splitter { false } else { true }
        let hasLineFeed = isLine && carry.first == LineFeed.byte
        if hasLineFeed { carry.removeFirst() }
        carrySeen = 0
        passage.end(hasLineFeed: hasLineFeed)
        var chunk = chunk(buffer, byteCount: 0, framing: .lines)
        chunk.longLine = LongLine(
            offset: offset,
            length: passage.length,
            byteCount: passage.byteCount,
            lineCount: isLine ? 1 : passage.lineFeedCount,
            beginning: passage.beginning,
            original: passage.copy.map { .copy($0) }
        )
        chunk = marked(chunk)
        offset += passage.byteCount
        chunk.error = error ?? passage.failure
        return chunk
    }
}
