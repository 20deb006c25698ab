extension InputFile {
    /// Bytes from an offset on, fewer where the file ends; `nil` if they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = Array(repeating: UInt8(0), count: count)
        // SAFETY: the array is not touched during the call.
        let readCount = unsafe bytes.withUnsafeMutableBytes { buffer -> Int? in
            do throws(PipelineError) {
                return try unsafe read(at: offset, into: buffer)
            } catch {
                return nil
            }
        }
        guard let readCount else { return nil }
        bytes.removeLast(count - readCount)
        return bytes
    }
}
