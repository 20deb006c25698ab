internal import Glibc

/// Reads an open input from its start to its end.
final class DescriptorSource: ByteSource {
    private let file: InputFile
    private let cancellation: Cancellation
    private let progress: PipelineProgress
    /// Bytes that were read to detect the packing and are to be read again.
    private var lead: [UInt8] = []
    private(set) var inputByteCount = 0

    init(_ file: InputFile, cancellation: Cancellation, progress: PipelineProgress) {
        self.file = file
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Reads as many bytes as it takes to tell how the input is packed; they will be read again.
    ///
    /// - Returns: `nil` when cancelled.
    func detectPacking() throws(PipelineError) -> InputFormat.Packing? {
        while true {
            if let packing = InputFormat.packing(of: lead) { return packing }
            var byte: UInt8 = 0
            // SAFETY: the buffer is the one byte, alive for the call.
            let result: Result<SourceRead, PipelineError> = unsafe withUnsafeMutableBytes(of: &byte)
            { buffer in
                do throws(PipelineError) {
                    return .success(try unsafe readDescriptor(into: buffer, waits: true))
                } catch {
                    return .failure(error)
                }
            }
            switch try result.get() {
            case .bytes: lead.append(byte)
            case .end, .idle: return .plain
            case .cancelled: return nil
            }
        }
    }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        if !lead.isEmpty {
            let count = min(lead.count, buffer.count)
            unsafe buffer.copyBytes(from: lead[..<count])
            lead.removeFirst(count)
            return .bytes(count)
        }
        return try unsafe readDescriptor(into: buffer, waits: waits)
    }

    private func readDescriptor(
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
