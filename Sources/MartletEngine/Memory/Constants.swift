/// An immutable array that threads share and whose reads compile to one load.
///
/// Swift's `Array` keeps a bounds check and reference counting in loops that the evaluator runs
/// for every event; compiled rules never change, so they need neither.
@safe
package final class Constants<Element: BitwiseCopyable & Sendable>: Sendable {
    /// Reads without touching the owner's reference count; valid while the owner lives.
    @safe
    package struct View: Sendable {
        // SAFETY: points into a `Constants` that whoever holds the view keeps alive.
        private nonisolated(unsafe) let base: UnsafePointer<Element>
        #if DEBUG
        // Only to check; in release a view is no more than a pointer, and so stays in a register.
        private let count: Int
        #endif

        fileprivate init(base: UnsafePointer<Element>, count: Int) {
            unsafe self.base = base
            #if DEBUG
            self.count = count
            #endif
        }

        /// An element; debug builds refuse an index beyond the count.
        @inline(__always)
        package subscript(index: Int) -> Element {
            #if DEBUG
            precondition(index >= 0 && index < count)
            #endif
            // SAFETY: callers index within the count; debug builds prove it.
            return unsafe base[index]
        }

        /// The address of an element, for calls into C.
        @inline(__always)
        @unsafe
        package func pointer(at index: Int = 0) -> UnsafePointer<Element> {
            unsafe base + index
        }
    }

    package let view: View
    /// How many elements there are.
    package let count: Int

    /// Copies an array.
    package init(_ elements: [Element]) {
        let base = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        for index in elements.indices {
            unsafe base[index] = elements[index]
        }
        self.view = unsafe View(base: base, count: elements.count)
        self.count = elements.count
    }

    deinit {
        // SAFETY: allocated in `init`; no view outlives its owner.
        unsafe UnsafeMutablePointer(mutating: view.pointer()).deallocate()
    }
}

extension Constants<UInt8>.View {
    /// A part of the bytes; compiled literals are stored with the padding that a view promises.
    @inline(__always)
    package func bytes(from start: Int, count: Int) -> ByteView {
        // SAFETY: the arena ends in padding, and ranges in it are made by `ByteArena`.
        unsafe ByteView(base: pointer(at: start), count: count)
    }
}
