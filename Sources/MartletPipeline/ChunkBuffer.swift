internal import Glibc

/// Page-aligned memory for a chunk, with readable bytes behind it.
///
/// Aligned, because the kernel copies a file's pages faster when the offsets in file and buffer
/// agree modulo the page size (measured: up to three times).
@safe
final class ChunkBuffer {
    static let pageByteCount = 4096
    /// Bytes behind the capacity that may be read, so that vector loads need no bounds test.
    static let padding = 64

    private(set) var base: UnsafeMutablePointer<UInt8>
    /// How many bytes may be written at ``base``.
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        unsafe base = ChunkBuffer.allocate(capacity)
    }

    deinit {
        unsafe free(base)
    }

    /// Grows to at least a capacity and keeps the first bytes.
    func reserve(_ newCapacity: Int, keeping count: Int) {
        precondition(count <= capacity)
        guard newCapacity > capacity else { return }
        // SAFETY: both blocks hold at least `count` bytes and do not overlap.
        let grown = unsafe ChunkBuffer.allocate(newCapacity)
        unsafe memcpy(grown, base, count)
        unsafe free(base)
        unsafe base = grown
        capacity = newCapacity
    }

    /// Gives memory back after an exceptionally long line; the content is lost.
    func shrink(to newCapacity: Int) {
        guard capacity > newCapacity else { return }
        unsafe free(base)
        unsafe base = ChunkBuffer.allocate(newCapacity)
        capacity = newCapacity
    }

    /// The writable bytes of a range, valid until the buffer grows, shrinks or goes.
    func writable(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
        // SAFETY: the range was just checked to lie inside the allocation.
        return unsafe UnsafeMutableRawBufferPointer(
            start: base + range.lowerBound,
            count: range.count
        )
    }

    /// The bytes of a range, behind which ``padding`` more may be read.
    ///
    /// Valid until the buffer grows, shrinks or goes.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
        // SAFETY: the range was just checked to lie inside the allocation.
        return unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let byteCount = (capacity + padding + pageByteCount - 1) / pageByteCount * pageByteCount
        guard let memory = unsafe aligned_alloc(pageByteCount, byteCount) else {
            fatalError("out of memory: \(byteCount) bytes for input")
        }
        // SAFETY: the padding is read before it is written, so it gets a value here.
        unsafe memset(memory + capacity, 0, byteCount - capacity)
        return unsafe memory.assumingMemoryBound(to: UInt8.self)
    }
}
