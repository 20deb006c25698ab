internal import Glibc

extension DescriptorSink {
    /// Goes on with a file of lines behind what it holds, or creates it.
    ///
    /// A last line that was not written to its end, because its writer was killed, is removed: who
    /// goes on writes it again.
    package convenience init(continuing path: String) throws(PipelineError) {
        let descriptor = unsafe Glibc.open(
            path,
            O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY,
            0o666
        )
        guard descriptor >= 0 else {
            throw PipelineError(action: "cannot open", path: path, errno: errno)
        }
        self.init(descriptor: descriptor, path: path)
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return
        }
        let size = Int(status.st_size)
        let end = DescriptorSink.wholeLineEnd(of: descriptor, byteCount: size)
        if end < size, ftruncate(descriptor, end) != 0 {
            throw PipelineError(action: "cannot write", path: path, errno: errno)
        }
    }

    /// Whether nothing was written to the file yet.
    package var isEmpty: Bool {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        return unsafe fstat(descriptor, &status) == 0 && status.st_size == 0
    }

    /// The offset behind the last line feed.
    private static func wholeLineEnd(of descriptor: Int32, byteCount: Int) -> Int {
        var piece = Array(repeating: UInt8(0), count: 1 << 16)
        var end = byteCount
        while end > 0 {
            let start = max(0, end - piece.count)
            // SAFETY: at most as many bytes are read as the array has.
            let count = unsafe piece.withUnsafeMutableBytes { buffer in
                unsafe pread(descriptor, buffer.baseAddress, end - start, start)
            }
            // What cannot be read is left as it is.
            guard count == end - start else { return byteCount }
            if let last = piece[..<count].lastIndex(of: LineFeed.byte) { return start + last + 1 }
            end = start
        }
        return 0
    }
}
