internal import CMartletKernels

/// A text that is being written: bytes are appended, in memory that is used again and again.
///
/// An array asks with every byte who owns it and whether there is room; this asks for room once a
/// piece, and copies pieces with the padding that is behind them.
struct ByteWriter: ~Copyable {
    private var bytes: Buffer<UInt8>
    /// How many bytes were written.
    private(set) var count = 0

    /// Allocates room for so many bytes; there is more where it is needed.
    init(capacity: Int = 256) {
        bytes = Buffer(repeating: 0, count: capacity + ByteView.paddingByteCount)
    }

    /// Forgets all that was written, or what is behind a count.
    @inline(__always)
    mutating func cut(to count: Int = 0) {
        assert(count <= self.count)
        self.count = count
    }

    /// Makes sure that so many bytes can be written, and padding behind them.
    @inline(__always)
    private mutating func reserve(_ more: Int) {
        let wanted = count &+ more &+ ByteView.paddingByteCount
        if wanted > bytes.count { bytes.grow(to: wanted, repeating: 0) }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        bytes[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ text: ByteView) {
        reserve(text.count)
        // SAFETY: there is room for the text and for more padding than the copy touches.
        unsafe martlet_copy(bytes.pointer(at: count), text.pointer(), text.count)
        count &+= text.count
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        // SAFETY: a static string lives forever, and there is room for it.
        unsafe bytes.pointer(at: count)
            .update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        count &+= text.utf8CodeUnitCount
    }

    mutating func append(_ text: some Collection<UInt8>) {
        reserve(text.count)
        for byte in text {
            bytes[count] = byte
            count &+= 1
        }
    }

    /// Appends a part of what was written before.
    mutating func append(copyOf range: ByteArena.Range) {
        reserve(Int(range.count))
        append(view(of: range))
    }

    /// Appends a text and returns where it stands.
    mutating func store(_ text: some Collection<UInt8>) -> ByteArena.Range {
        let start = count
        append(text)
        return ByteArena.Range(start: UInt32(start), count: UInt32(count - start))
    }

    /// Appends a number that is not negative, in decimal.
    mutating func append(decimal number: Int) {
        assert(number >= 0)
        reserve(20)
        var end = count &+ 1
        var rest = number / 10
        while rest > 0 {
            end &+= 1
            rest /= 10
        }
        var index = end
        rest = number
        while index > count {
            index &-= 1
            bytes[index] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count = end
    }

    /// Copies bytes that a JSON string may hold as they are and a terminal may show, up to the first
    /// other one; returns how many there were.
    @inline(__always)
    mutating func append(plainOf text: ByteView, from start: Int, to end: Int) -> Int {
        assert(start >= 0 && start <= end && end <= text.count)
        reserve(end &- start)
        // SAFETY: the part lies inside the text, and both sides have more padding than the copy
        // touches.
        let length = unsafe martlet_copy_plain(
            bytes.pointer(at: count),
            text.pointer(at: start),
            end &- start
        )
        count &+= length
        return length
    }

    /// Writes eight bytes over what was written at an index, the first one from the low bits.
    @inline(__always)
    func store(_ word: UInt64, at index: Int) {
        assert(index >= 0 && index + 8 <= count)
        bytes.store(word, at: index)
    }

    /// A part of what was written, until more is.
    @inline(__always)
    func view(of range: ByteArena.Range) -> ByteView {
        assert(Int(range.start) + Int(range.count) <= count)
        // SAFETY: the part is inside of what was written, and there is padding behind it.
        return unsafe ByteView(base: bytes.pointer(at: Int(range.start)), count: Int(range.count))
    }

    /// All that was written, until more is.
    var view: ByteView {
        // SAFETY: as above.
        unsafe ByteView(base: bytes.pointer(), count: count)
    }

    /// A copy of what was written.
    var array: [UInt8] { view.bytes }
}
