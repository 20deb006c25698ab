extension InputFile {
    /// Reads bytes from an offset on, fewer where the file ends.
    func read(at offset: Int, count: Int) throws(PipelineError) -> [UInt8] {
        var bytes = Array(repeating: UInt8(0), count: count)
        // SAFETY: the array is not touched during the call.
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(PipelineError) in try unsafe read(at: offset, into: buffer) }
        }
        bytes.removeLast(count - (try result.get()))
        return bytes
    }

    /// Bytes from an offset on, fewer where the file ends; `nil` if they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        try? read(at: offset, count: count)
    }
}
