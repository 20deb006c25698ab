internal import CMartletKernels

/// Borrowed bytes of one text, with 64 readable bytes behind its end.
///
/// The one type through which the hot path reads input. It does not keep the bytes alive: it is
/// made for the duration of a scan and never stored beyond it. Debug builds check every access.
@safe
package struct ByteView {
    /// How far behind the end a read may reach.
    package static let paddingByteCount = 64

    private let base: UnsafePointer<UInt8>
    /// The length of the text in bytes.
    package let count: Int

    /// Borrows `count` bytes at `base`; the padding behind them must be readable too.
    package init(base: UnsafePointer<UInt8>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// The byte at an offset, which may lie in the padding.
    @inline(__always)
    package subscript(offset: Int) -> UInt8 {
        assert(offset >= 0 && offset < count + ByteView.paddingByteCount)
        // SAFETY: every caller's offset comes from the block index or is bounded by `count`.
        return unsafe base[offset]
    }

    /// Eight bytes from an offset, the first one in the low bits.
    @inline(__always)
    package func word(at offset: Int) -> UInt64 {
        assert(offset >= 0 && offset + 8 <= count + ByteView.paddingByteCount)
        // SAFETY: as above; the load need not be aligned.
        return unsafe UInt64(
            littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
        )
    }

    /// A part of the text.
    @inline(__always)
    package func slice(from start: Int, count: Int) -> ByteView {
        assert(start >= 0 && count >= 0 && start + count <= self.count)
        // SAFETY: the part lies inside the text, so its padding is readable.
        return unsafe ByteView(base: base + start, count: count)
    }

    /// The address of an offset, for calls into C.
    @inline(__always)
    @unsafe
    package func pointer(at offset: Int = 0) -> UnsafePointer<UInt8> {
        unsafe base + offset
    }

    /// The offset of the first occurrence of a byte at or behind `start`, or `nil`.
    @inline(__always)
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        assert(start >= 0 && start <= count)
        // SAFETY: searches [start, count) only.
        guard let found = unsafe martlet_find_byte(base + start, count - start, byte) else {
            return nil
        }
        return unsafe found - base
    }

    /// Whether the text has exactly these bytes.
    @inline(__always)
    package func equals(_ other: ByteView) -> Bool {
        // SAFETY: both runs are `count` bytes long.
        unsafe count == other.count && martlet_equal(base, other.base, count) != 0
    }

    /// Whether the bytes at an offset are those of `other`, which must fit.
    @inline(__always)
    package func holds(_ other: ByteView, at offset: Int) -> Bool {
        assert(offset >= 0 && offset + other.count <= count)
        // SAFETY: the precondition above keeps the run inside the text.
        return unsafe martlet_equal(base + offset, other.base, other.count) != 0
    }

    /// Whether the text begins with another.
    @inline(__always)
    package func starts(with other: ByteView) -> Bool {
        other.count <= count && holds(other, at: 0)
    }

    /// Whether the text ends with another.
    @inline(__always)
    package func ends(with other: ByteView) -> Bool {
        other.count <= count && holds(other, at: count - other.count)
    }

    /// The offset of the first occurrence of a needle at or behind `start`, or `nil`.
    package func firstRange(of needle: ByteView, from start: Int) -> Int? {
        assert(start >= 0 && start <= count)
        if needle.count == 0 { return start }
        // SAFETY: searches [start, count) for a non-empty needle.
        guard
            let found = unsafe martlet_find(
                base + start,
                count - start,
                needle.base,
                needle.count
            )
        else { return nil }
        return unsafe found - base
    }

    /// Appends a part of the bytes to an array.
    package func append(from start: Int, to end: Int, into output: inout [UInt8]) {
        assert(start >= 0 && start <= end && end <= count)
        // SAFETY: the part lies inside the text.
        unsafe output.append(
            contentsOf: UnsafeBufferPointer(start: base + start, count: end - start)
        )
    }

    /// Whether the text is exactly this one.
    package func equals(_ other: StaticString) -> Bool {
        // SAFETY: a static string lives forever, and both runs are `count` bytes long.
        unsafe count == other.utf8CodeUnitCount && martlet_equal(base, other.utf8Start, count) != 0
    }

    /// Whether no byte has its highest bit set.
    package var isASCII: Bool {
        let highs: UInt64 = 0x8080_8080_8080_8080
        var offset = 0
        while offset &+ 8 <= count {
            if word(at: offset) & highs != 0 { return false }
            offset &+= 8
        }
        let rest = UInt64(truncatingIfNeeded: count &- offset)
        return word(at: offset) & highs & ((1 &<< (rest &* 8)) &- 1) == 0
    }

    /// An owned copy of the bytes.
    package var bytes: [UInt8] {
        unsafe [UInt8](UnsafeBufferPointer(start: base, count: count))
    }

    /// Lends a view of an array for the duration of a call, for where copies do not count.
    package static func withBytes<Result, Failure: Error>(
        _ bytes: [UInt8],
        _ body: (ByteView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let padded = bytes + Array(repeating: 0, count: paddingByteCount)
        // SAFETY: the array lives for the call, with the padding behind the bytes.
        return try unsafe padded.withUnsafeBufferPointer { buffer throws(Failure) in
            guard let base = buffer.baseAddress else { preconditionFailure("the padding is there") }
            return try body(unsafe ByteView(base: base, count: bytes.count))
        }
    }
}
