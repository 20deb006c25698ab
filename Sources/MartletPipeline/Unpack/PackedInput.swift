/// The packed bytes in front of a decompressor.
@safe
final class PackedInput {
    /// Bytes of the last filling that stay in front of the next one.
    ///
    /// ISA-L reads ahead by up to eight bytes and steps back at the end of a member.
    private static let kept = 64
    private static let capacity = 256 << 10

    private let upstream: any ByteSource
    private let buffer = ChunkBuffer(capacity: ChunkBuffer.pageByteCount + capacity)
    /// The unread bytes, as a range of the buffer.
    private var unread = ChunkBuffer.pageByteCount..<ChunkBuffer.pageByteCount

    init(_ upstream: any ByteSource) {
        self.upstream = upstream
    }

    var isEmpty: Bool { unread.isEmpty }

    var inputByteCount: Int { upstream.inputByteCount }

    /// The first unread byte.
    var first: UInt8? {
        // SAFETY: the range holds at least the byte.
        unread.isEmpty ? nil : unsafe buffer.base[unread.lowerBound]
    }

    /// The unread bytes, valid until the next filling.
    var bytes: UnsafeMutableBufferPointer<UInt8> {
        // SAFETY: the range lies inside the buffer.
        unsafe UnsafeMutableBufferPointer(
            start: buffer.base + unread.lowerBound,
            count: unread.count
        )
    }

    /// Takes bytes from the front; a negative count puts some back.
    func consume(_ count: Int) {
        precondition(count >= -PackedInput.kept && count <= unread.count)
        unread = unread.lowerBound + count..<unread.upperBound
    }

    /// Reads more, when all has been consumed.
    ///
    /// - Parameter waits: whether to wait for bytes that are not there yet.
    /// - Returns: what reading gave.
    func fill(waits: Bool) throws(PipelineError) -> SourceRead {
        let start = ChunkBuffer.pageByteCount
        let end = unread.upperBound
        let kept = unsafe Array(buffer.bytes(end - PackedInput.kept..<end))
        let result = try unsafe upstream.read(
            into: buffer.writable(start..<start + PackedInput.capacity),
            waits: waits
        )
        if case .bytes(let count) = result {
            unsafe buffer.writable(start - PackedInput.kept..<start).copyBytes(from: kept)
            unread = start..<start + count
        }
        return result
    }
}
