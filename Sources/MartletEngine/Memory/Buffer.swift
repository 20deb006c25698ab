/// A block of memory that its owner reads and writes by index, without bounds checks in release.
///
/// Debug builds check every access. Elements are plain data, so nothing is ever destroyed.
@safe
package struct Buffer<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    /// How many elements there is room for; all of them are initialised.
    package private(set) var count: Int

    /// Allocates `count` elements, all equal to `value`.
    package init(repeating value: Element, count: Int) {
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
        unsafe base.initialize(repeating: value, count: count)
        self.count = count
    }

    /// Copies an array.
    package init(_ elements: [Element]) {
        unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        for index in elements.indices {
            unsafe base[index] = elements[index]
        }
        self.count = elements.count
    }

    deinit {
        unsafe base.deallocate()
    }

    /// An element; debug builds refuse an index beyond the count.
    @inline(__always)
    package subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            // SAFETY: callers index within `count`; debug builds prove it.
            return unsafe base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < count)
            // SAFETY: as above.
            unsafe base[index] = newValue
        }
    }

    /// Changes an element in place.
    @inline(__always)
    package func update(at index: Int, _ change: (inout Element) -> Void) {
        assert(index >= 0 && index < count)
        // SAFETY: as above.
        unsafe change(&base[index])
    }

    /// Grows to at least `wanted` elements, by doubling; the new ones equal `value`.
    @inline(never)
    package mutating func grow(to wanted: Int, repeating value: Element) {
        guard wanted > count else { return }
        let capacity = max(wanted, count * 2)
        // SAFETY: the old elements are moved before their memory is given back.
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        unsafe grown.update(from: base, count: count)
        unsafe (grown + count).initialize(repeating: value, count: capacity - count)
        unsafe base.deallocate()
        unsafe base = grown
        count = capacity
    }

    /// The address of an element, for calls into C and for views that the owner outlives.
    @inline(__always)
    @unsafe
    package func pointer(at index: Int = 0) -> UnsafeMutablePointer<Element> {
        unsafe base + index
    }
}

extension Buffer<UInt8> {
    /// Writes eight bytes from an index on, the first one from the low bits.
    @inline(__always)
    func store(_ word: UInt64, at index: Int) {
        assert(index >= 0 && index + 8 <= count)
        // SAFETY: callers leave room for eight bytes; debug builds prove it.
        unsafe UnsafeMutableRawPointer(pointer(at: index))
            .storeBytes(of: word.littleEndian, as: UInt64.self)
    }

    /// Copies bytes to an index.
    func store(_ bytes: ByteView, at index: Int) {
        assert(index >= 0 && index + bytes.count <= count)
        // SAFETY: callers leave room for the bytes, which lie elsewhere; debug builds prove it.
        unsafe pointer(at: index).update(from: bytes.pointer(), count: bytes.count)
    }
}
