internal import Glibc

/// The stream for people: diagnostics, progress and the summary.
enum StandardError {
    /// Writes text and a line feed.
    ///
    /// A stream that cannot be written is ignored: there is nobody left to tell.
    static func print(_ text: String) {
        write(text + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        Self.write(text, to: STDERR_FILENO)
    }

    /// Writes all of a text to a descriptor and returns the error number, 0 for success.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var bytes = ArraySlice(text.utf8)
        while !bytes.isEmpty {
            // SAFETY: the pointer is used only while the closure runs, and for its own count.
            let written = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if written >= 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
