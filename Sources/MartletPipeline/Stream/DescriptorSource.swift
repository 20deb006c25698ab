internal import Glibc

/// Reads an open input from its start to its end.
final class DescriptorSource: ByteSource {
    private let file: InputFile
    private let cancellation: Cancellation
    private let progress: PipelineProgress
    private(set) var inputByteCount = 0

    init(_ file: InputFile, cancellation: Cancellation, progress: PipelineProgress) {
        self.file = file
        self.cancellation = cancellation
        self.progress = progress
    }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        if cancellation.isCancelled { return .cancelled }
        while true {
            if case .stream = file.kind {
                switch cancellation.waitForInput(file.descriptor, blocks: waits) {
                case .readable: break
                case .notYet: return .idle
                case .cancelled: return .cancelled
                }
            }
            // SAFETY: the kernel writes at most `count` bytes into the caller's buffer.
            let count = unsafe Glibc.read(file.descriptor, buffer.baseAddress, buffer.count)
            if count > 0 {
                inputByteCount += count
                progress.addInputBytes(count)
                return .bytes(count)
            }
            if count == 0 { return .end }
            guard errno == EINTR || errno == EAGAIN else {
                throw PipelineError(action: "cannot read", path: file.name, errno: errno)
            }
        }
    }
}
