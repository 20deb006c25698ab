internal import Glibc
internal import MartletEngine

/// Turns a pipe, a packed file or a JSON array file into chunks, one after another.
///
/// Used by one thread at a time. The thread that asks does the reading and unpacking itself; no
/// reader thread has to be waited for, and a chunk is often scanned by the core whose cache it is
/// in.
final class ChunkStream {
    private let file: InputFile
    private let input: DescriptorSource
    private let options: PipelineOptions
    /// Whether batches are marked, and to be acknowledged.
    private let hasBatches: Bool
    /// Receives lines that exceed the limit.
    private let deadLetters: (any Sink)?
    /// The unpacked bytes; `nil` before the first read.
    private var source: (any ByteSource)?
    /// How the bytes divide; `nil` until the first of them tell.
    private var splitter: StreamSplitter?

    /// The beginning of a line or element for which the last chunk had no room.
    private var carry: [UInt8] = []
    /// How many of these bytes the splitter has seen.
    private var carrySeen = 0
    /// A line that exceeds the limit and is waiting for its turn: its first bytes.
    private var longLineStart: (buffer: ChunkBuffer, count: Int)?
    /// The offset of the next chunk in the unpacked stream.
    private var offset = 0
    private var reportedInputByteCount = 0
    /// What was read before, if positions are kept.
    private var resumption: StreamResumption?

    init(
        _ file: InputFile,
        options: PipelineOptions,
        positions: InputPositions? = nil,
        hasBatches: Bool = false,
        deadLetters: (any Sink)?,
        cancellation: Cancellation,
        progress: PipelineProgress
    ) {
        self.file = file
        self.options = options
        self.hasBatches = hasBatches
        self.deadLetters = deadLetters
        resumption = positions.map { StreamResumption($0) }
        input = DescriptorSource(file, cancellation: cancellation, progress: progress)
    }

    /// Reads the next chunk.
    ///
    /// After `needsTurn`, ask again when everything before it is written.
    func next(pool: BufferPool) -> StreamProduction {
        if let (buffer, count) = longLineStart {
            longLineStart = nil
            return passLongLine(in: buffer, count: count)
        }
        let buffer = pool.take()
        let count = carry.count
        buffer.reserve(max(count, options.streamChunkByteCount), keeping: 0)
        // SAFETY: the range holds exactly what is carried over.
        unsafe buffer.writable(0..<count).copyBytes(from: carry)
        carry.removeAll(keepingCapacity: count <= options.streamChunkByteCount)
        let production = fill(buffer, count: count, seen: carrySeen)
        if case .cancelled = production { pool.give(buffer) }
        return production
    }

    private func fill(_ buffer: ChunkBuffer, count start: Int, seen: Int) -> StreamProduction {
        var count = start
        var seen = seen
        var target = max(options.streamChunkByteCount, count)
        var isIdle = false
        while true {
            split(buffer, count: count, from: &seen)
            if let mark = splitter?.mark { return .chunk(cut(buffer, before: mark, count: count)) }
            let boundary = splitter?.boundary ?? 0
            let capacity = splitter?.capacity(lineByteLimit: options.lineByteLimit) ?? count + 1
            if boundary == 0, count >= capacity {
                guard deadLetters == nil else {
                    longLineStart = (buffer, count)
                    return .needsTurn
                }
                return passLongLine(in: buffer, count: count)
            }
            if boundary > 0, count >= target || isIdle {
                return .chunk(cut(buffer, at: boundary, count: count))
            }
            if count >= target {
                target = min(2 * target, max(capacity, count + 1))
                buffer.reserve(target, keeping: count)
            }
            // SAFETY: the buffer does not change while it is read into.
            switch unsafe read(into: buffer.writable(count..<target), waits: boundary == 0) {
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
                guard let packing = try input.detectPacking() else { return .success(.cancelled) }
                source = unpacked(packing)
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
        case .gzip:
            UnpackedSource(input, path: file.name, formatName: "gzip", GzipDecompressor())
        case .zstd:
            UnpackedSource(input, path: file.name, formatName: "zstd", ZstdDecompressor())
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
        chunk.mark = mark
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

    /// Reads to the end of a line or element that exceeds the limit, without keeping it.
    ///
    /// The buffer holds its beginning.
    private func passLongLine(in buffer: ChunkBuffer, count start: Int) -> StreamProduction {
        var count = start
        var seen = start
        unsafe resumption?.begin(buffer.bytes(0..<start))
        let wasRead = resumption?.hasRead(offset) ?? false
        var passage = LongLinePassage(deadLetters: wasRead ? nil : deadLetters)
        var failure: PipelineError?
        var isLast = false
        // What is read behind the line is carried over, so it may not be more than usual.
        let pieceByteCount = min(buffer.capacity, options.streamChunkByteCount)
        do throws(PipelineError) {
            while true {
                // SAFETY: the bytes are used only until the buffer is read into again, and an end
                // lies at most at their count.
                let bytes = unsafe buffer.bytes(0..<count)
                let end = unsafe splitter?.passUnit(in: bytes, from: seen)
                try unsafe passage.pass(UnsafeBufferPointer(rebasing: bytes[..<(end ?? count)]))
                if let end {
                    unsafe carry.append(contentsOf: bytes[end...])
                    break
                }
                if isLast { break }
                seen = 0
                count = 0
                switch unsafe read(into: buffer.writable(0..<pieceByteCount), waits: true) {
                case .success(.bytes(let more)): count = more
                case .success(.cancelled): return .cancelled
                case .success: isLast = true
                case .failure(let error):
                    failure = error
                    isLast = true
                }
            }
            // The line feed belongs to the line, but not to its length.
            let isLine = if case .elements = splitter { false } else { true }
            let hasLineFeed = isLine && carry.first == LineFeed.byte
            if hasLineFeed { carry.removeFirst() }
            carrySeen = 0
            try passage.end(hasLineFeed: hasLineFeed)
            var chunk = chunk(buffer, byteCount: 0, framing: .lines)
            chunk.longLine = LongLine(
                offset: offset,
                length: passage.length,
                byteCount: passage.byteCount,
                lineCount: isLine ? 1 : passage.lineFeedCount
            )
            chunk = marked(chunk)
            offset += passage.byteCount
            chunk.error = failure
            return isLast ? .last(chunk) : .chunk(chunk)
        } catch {
            return .outputFailed(error)
        }
    }
}
