internal import Glibc

/// Writes whole texts to descriptors.
enum TextOutput {
    /// Writes all of a text.
    ///
    /// - Returns: the error number that the system left, 0 for success.
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
