/// Bytes that come one after another: a descriptor, or what a decompressor makes of one.
protocol ByteSource: AnyObject {
    /// Reads some bytes, at most what the buffer holds.
    ///
    /// - Parameters:
    ///   - buffer: not empty.
    ///   - waits: whether to wait for bytes that are not there yet.
    /// - Returns: how many bytes there were, or why there were none.
    /// - Throws: what is wrong with the input; what was read before it stays valid.
    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead

    /// Bytes taken from the input itself so far, before any decompression.
    var inputByteCount: Int { get }
}
