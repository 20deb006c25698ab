import Glibc

/// Finds line ends in raw bytes.
enum LineFeed {
    static let byte = UInt8(ascii: "\n")

    /// The index of the first line feed.
    static func first(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return nil }
        // SAFETY: memchr reads at most `count` bytes, and its result lies among them.
        guard let found = unsafe memchr(base, Int32(byte), bytes.count) else { return nil }
        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// The index of the last line feed.
    static func last(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = bytes.count
        while index > 0 {
            index -= 1
            // SAFETY: the index lies between 0 and the count.
            if unsafe bytes[index] == byte { return index }
        }
        return nil
    }

    /// How many line feeds there are.
    static func count(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        // SAFETY: the index is bounded by the count.
        for index in 0..<bytes.count where unsafe bytes[index] == byte { count &+= 1 }
        return count
    }
}
