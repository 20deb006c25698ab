/// Bytes that are there already.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private(set) var inputByteCount = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        let count = min(buffer.count, bytes.count - inputByteCount)
        guard count > 0 else { return .end }
        // SAFETY: at most as many bytes are copied as the buffer has room for.
        unsafe buffer.copyBytes(from: bytes[inputByteCount..<inputByteCount + count])
        inputByteCount += count
        return .bytes(count)
    }
}
