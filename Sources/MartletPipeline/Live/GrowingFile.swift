internal import Glibc

/// Reads a regular file as others write to it.
///
/// Where the file ends, more may come. A file that was cut off, and perhaps written anew already, ends
/// here: it is another one under the same name.
final class GrowingFile: ByteSource {
    let file: InputFile
    private let cancellation: Cancellation
    private let progress: PipelineProgress
    private var offset: Int
    private(set) var inputByteCount = 0
    /// Whether nothing more comes behind the end.
    var isFinal = false
    /// Whether the file lost what was read of it.
    private(set) var wasTruncated = false
    /// When reading came to the end of the file; `nil` before.
    private(set) var idleSince: ContinuousClock.Instant?
    /// What was read, as far as it may be needed to know the file again.
    private var trace: ReadTrace
    /// How far it is read, for others to see.
    private let mark: ReadMark

    /// Reads from a position on.
    init(
        _ file: InputFile,
        from start: InputPosition?,
        cancellation: Cancellation,
        progress: PipelineProgress
    ) {
        self.file = file
        self.cancellation = cancellation
        self.progress = progress
        offset = start?.offset ?? 0
        trace = ReadTrace(of: file, from: start)
        mark = ReadMark(file, offset: offset)
        progress.add(mark)
    }

    deinit { progress.remove(mark) }

    /// Whether reading came to the end of a line.
    var endsWithLine: Bool { trace.endsWithLine }

    /// How far whole lines were read; `nil` if there are none, or the file could not be told by it.
    var position: InputPosition? { trace.position }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        if cancellation.isCancelled { return .cancelled }
        if wasTruncated { return .end }
        let count = try unsafe read(into: buffer)
        if count > 0 {
            if idleSince != nil, !trace.isStillThere(in: file) {
                wasTruncated = true
                return .end
            }
            idleSince = nil
            unsafe trace.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
            mark.move(to: offset)
            inputByteCount += count
            progress.addInputBytes(count)
            return .bytes(count)
        }
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        if unsafe fstat(file.descriptor, &status) == 0, status.st_size < offset {
            wasTruncated = true
            return .end
        }
        if isFinal { return .end }
        if idleSince == nil { idleSince = .now }
        return .idle
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) throws(PipelineError) -> Int {
        while true {
            // SAFETY: the kernel writes at most `count` bytes into the caller's buffer.
            let count = unsafe pread(file.descriptor, buffer.baseAddress, buffer.count, offset)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw PipelineError(action: "cannot read", path: file.name, errno: errno)
            }
        }
    }
}
