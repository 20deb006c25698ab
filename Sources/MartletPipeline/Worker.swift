internal import MartletEngine

/// What one thread does: claims work, scans, delivers.
struct Worker<Scanner: ChunkScanner & ~Copyable>: ~Copyable {
    private let run: PipelineRun
    private(set) var scanner: Scanner
    private var report = ChunkReport()
    private let buffer: ChunkBuffer

    init(_ run: PipelineRun, scanner: consuming Scanner) {
        self.run = run
        self.scanner = scanner
        buffer = ChunkBuffer(capacity: run.bufferCapacity)
    }

    /// Works until there is nothing left to do.
    mutating func work() {
        while let work = run.dispatcher.next() {
            switch work {
            case .open(let input): open(input)
            case .scanRange(let range, let position): scan(range, at: position)
            case .fill(let queue):
                let production = queue.stream.next(pool: run.pool)
                run.dispatcher.update { $0.filled(queue, production) }
            case .scanChunk(let chunk, let position): scan(chunk, at: position)
            }
        }
    }

    private mutating func open(_ input: Int) {
        let position = ChunkPosition(input: input, chunk: 0)
        do throws(PipelineError) {
            let file = try InputFile.open(run.inputs[input])
            if run.outputs.contains(file.identity) {
                throw PipelineError.writtenByRun(file.name)
            }
            guard case .regular(let byteCount) = file.kind, try isPlainLines(file)
            else {
                let queue = StreamQueue(input: input, stream: run.stream(of: file))
                run.dispatcher.update { $0.add(queue) }
                return
            }
            let opening = opening(of: file, byteCount: byteCount)
            var ranges = FileRanges(
                input: input,
                file: file,
                fileByteCount: byteCount,
                options: run.options,
                opening: opening
            )
            if let opening { run.progress.addInputBytes(opening.start.offset) }
            if ranges.count == 1 {
                run.dispatcher.update { $0.end(input: input, chunkCount: 1) }
                scan(ranges.takeNext(), at: position)
            } else {
                run.dispatcher.update { $0.add(ranges) }
            }
        } catch {
            run.dispatcher.update { $0.end(input: input, chunkCount: 1) }
            run.dispatcher.deliver(ChunkResult(error: error), at: position)
        }
    }

    /// Where reading of a file of plain lines begins, if positions are kept.
    private func opening(of file: InputFile, byteCount: Int) -> InputOpening? {
        guard let positions = run.positions, !file.isStandardInput,
            let lead = file.bytes(at: 0, count: min(byteCount, InputHead.byteLimit))
        else { return nil }
        return positions.opening(lead, of: file, byteCount: byteCount)
    }

    /// Whether a file's ranges can be scanned independently of each other.
    private func isPlainLines(_ file: InputFile) throws(PipelineError) -> Bool {
        // SAFETY: the buffer does not change until the answer is known.
        let count = try unsafe file.read(
            at: 0,
            into: buffer.writable(0..<InputFormat.leadByteCount)
        )
        let lead = unsafe buffer.bytes(0..<count)
        return unsafe InputFormat.packing(of: lead) ?? .plain == .plain
            && InputFormat.isArray(lead) != true
    }

    private mutating func scan(_ range: FileRange, at position: ChunkPosition) {
        var reader = FileRangeReader(range, buffer: buffer)
        guard let content = reader.read(cancellation: run.cancellation) else { return }
        report.reset()
        if !content.lines.isEmpty {
            // SAFETY: the buffer does not change during the scan, and is padded as scans need it.
            unsafe scanner.scan(
                buffer.bytes(content.lines),
                offset: content.offset,
                file: range.file.name,
                framing: .lines,
                into: &report
            )
        }
        report.add(content.longLine, limit: run.options.lineByteLimit)
        buffer.shrink(to: run.bufferCapacity)
        run.progress.addInputBytes(content.ownByteCount)
        run.dispatcher.deliver(
            ChunkResult(
                report: report,
                scannedByteCount: content.lines.count + (content.longLine?.byteCount ?? 0),
                inputByteCount: content.ownByteCount,
                longLine: content.longLine,
                error: content.error,
                extent: extent(of: content, range)
            ),
            at: position
        )
    }

    private func extent(of content: FileRangeReader.Content, _ range: FileRange) -> ReadExtent {
        var extent = ReadExtent()
        guard run.positions != nil else { return extent }
        extent.opening = range.opening
        extent.skippedLineCount = range.opening?.start.lineCount ?? 0
        if let line = content.longLine {
            extent.end = line.offset + line.byteCount
        } else if !content.lines.isEmpty {
            extent.end = content.offset + content.lines.count
            // SAFETY: the buffer does not change until the answer is known.
            let length = unsafe UnfinishedLine.length(in: buffer.bytes(content.lines))
            extent.end = content.offset + content.lines.count - length
            extent.isUnfinished = length > 0
        }
        return extent
    }

    private mutating func scan(_ chunk: StreamChunk, at position: ChunkPosition) {
        report.reset()
        var timing = chunk.arrival.map { ChunkTiming(arrival: $0) }
        // SAFETY: the chunk's buffer is this thread's alone until it is given back below.
        let bytes = unsafe chunk.buffer.bytes(chunk.skippedByteCount..<chunk.byteCount)
        if bytes.count > 0 {
            unsafe scanner.scan(
                bytes,
                offset: chunk.offset + chunk.skippedByteCount,
                file: chunk.origin?.name ?? run.inputs[position.input].name,
                framing: chunk.framing,
                into: &report
            )
            // Elements do not end with their lines, so a chunk's lines are those that it ends.
            if case .elements = chunk.framing {
                report.lineCount = unsafe LineFeed.count(in: bytes)
            }
        }
        report.add(chunk.longLine, limit: run.options.lineByteLimit)
        if chunk.endsInsideArray {
            report.addMalformed(
                ChunkReport.MalformedLine(
                    line: report.lineCount,
                    offset: chunk.offset + chunk.byteCount,
                    length: 0,
                    failure: .truncated,
                    position: 0
                )
            )
        }
        if chunk.hasMark { report.lineCount += 1 }
        addUnfinishedLine(of: chunk)
        var extent = chunk.extent
        if extent.end != nil, case .lines = chunk.framing {
            let length = unsafe UnfinishedLine.length(in: bytes)
            extent.end? -= length
            extent.isUnfinished = length > 0
        }
        let flaws =
            run.channels.flawLevel == nil
            ? []
            : ChunkFlaw.flaws(
                in: chunk,
                report,
                lineByteLimit: run.options.lineByteLimit
            )
        run.pool.give(chunk.buffer)
        var result = ChunkResult(
            report: report,
            scannedByteCount: chunk.byteCount + (chunk.longLine?.byteCount ?? 0),
            inputByteCount: chunk.inputByteCount,
            longLine: chunk.longLine,
            error: chunk.error,
            extent: extent
        )
        result.origin = chunk.origin
        result.endsOrigin = chunk.endsOrigin
        result.flaws = flaws
        timing?.end = .now
        result.timing = timing
        result.receipt = chunk.receipt
        run.dispatcher.deliver(result, at: position)
    }

    private mutating func addUnfinishedLine(of chunk: StreamChunk) {
        guard chunk.unfinishedByteCount > 0 else { return }
        report.addMalformed(
            ChunkReport.MalformedLine(
                line: report.lineCount,
                offset: chunk.offset + chunk.byteCount,
                length: chunk.unfinishedByteCount,
                failure: .truncated,
                position: chunk.unfinishedByteCount
            )
        )
        report.lineCount += 1
        guard run.keepsMalformedLines else { return }
        let end = chunk.byteCount + chunk.unfinishedByteCount
        // SAFETY: the buffer holds what was read of the line behind the chunk's bytes.
        unsafe report.malformedBytes += chunk.buffer.bytes(chunk.byteCount..<end)
        report.malformedBytes.append(LineFeed.byte)
    }
}

extension ChunkReport {
    /// Counts and describes a line that was not scanned, behind all others.
    fileprivate mutating func add(_ line: LongLine?, limit: Int) {
        guard let line else { return }
        addMalformed(
            MalformedLine(
                line: lineCount,
                offset: line.offset,
                length: line.length,
                failure: .lineTooLong,
                position: limit
            )
        )
        lineCount += line.lineCount
    }
}
