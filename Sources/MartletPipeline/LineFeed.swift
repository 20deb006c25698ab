internal import CMartletKernels
internal import Glibc

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
        guard let base = bytes.baseAddress, bytes.count > 0 else { return nil }
        // SAFETY: the search reads at most `count` bytes, and its result lies among them.
        guard let found = unsafe martlet_find_last_byte(base, bytes.count, byte) else { return nil }
        return unsafe found - base
    }

    /// Hands on whole lines, one after the other, each without its line feed.
    static func forEachLine(of bytes: Span<UInt8>, _ body: ([UInt8]) -> Void) {
        // SAFETY: slices end before the count, and are copied before the bytes go away.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            while let length = unsafe first(in: UnsafeBufferPointer(rebasing: buffer[start...])) {
                body(unsafe Array(buffer[start..<start + length]))
                start += length + 1
            }
        }
    }

    /// How many line feeds there are, counted in sixteen lanes at once.
    static func count(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let lineFeeds = SIMD16<UInt8>(repeating: byte)
        let ones = SIMD16<UInt8>(repeating: 1)
        var count = 0
        var index = 0
        while index &+ 16 <= bytes.count {
            var lanes = SIMD16<UInt8>()
            // A lane counts to 255 at most.
            let end = min(bytes.count &- 15, index &+ 255 &* 16)
            while index < end {
                // SAFETY: sixteen bytes from the index on lie before the count.
                let block = unsafe UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index)
                    .loadUnaligned(as: SIMD16<UInt8>.self)
                lanes = lanes.replacing(with: lanes &+ ones, where: block .== lineFeeds)
                index &+= 16
            }
            count &+= Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
        }
        while index < bytes.count {
            // SAFETY: the index is below the count.
            if unsafe bytes[index] == byte { count &+= 1 }
            index &+= 1
        }
        return count
    }
}
