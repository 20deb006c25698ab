/// An immutable array that threads share and whose reads compile to one load.
///
/// Swift's `Array` keeps a bounds check and reference counting in loops that the evaluator runs
/// for every event; compiled rules never change, so they need neither. Debug builds check.
@safe
package final class Constants<Element: BitwiseCopyable & Sendable>: Sendable {
    // SAFETY: written once in `init`, read-only afterwards, freed once in `deinit`.
    private nonisolated(unsafe) let base: UnsafeMutablePointer<Element>
    package let count: Int

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

    @inline(__always)
    package subscript(index: Int) -> Element {
        assert(index >= 0 && index < count)
        // SAFETY: callers index within `count`; debug builds prove it.
        return unsafe base[index]
    }

    /// The address of an element, for calls into C.
    @inline(__always)
    @unsafe
    package func pointer(at index: Int = 0) -> UnsafePointer<Element> {
        unsafe UnsafePointer(base + index)
    }
}
