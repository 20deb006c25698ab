internal import CMartletKernels

/// Finds the ends of lines, and lines in which a second event begins.
///
/// A writer that dies in the middle of a line, or forgets its line feed, leaves the next event on
/// the same line. The walk of a typed event may stop before it gets there, so the search for the
/// line's end looks out for it.
package struct LineEnds {
    /// The end of a line.
    package struct End: Equatable {
        /// The offset of the line feed, or of the chunk's end.
        package let offset: Int
        /// Whether a typed event begins in the line behind its first byte.
        package let holdsAnotherEvent: Bool

        package init(offset: Int, holdsAnotherEvent: Bool) {
            self.offset = offset
            self.holdsAnotherEvent = holdsAnotherEvent
        }
    }

    private let kernel: BlockKernel
    private let opening: OpeningProbe

    package init(kernel: BlockKernel, opening: OpeningProbe) {
        self.kernel = kernel
        self.opening = opening
    }

    /// The end of the line that starts at an offset.
    @inline(__always)
    package func end(of chunk: ByteView, from start: Int) -> End {
        var found: Int32 = 0
        // SAFETY: the search stays inside the chunk, and the opening is longer than its probe.
        let length = unsafe kernel.lineEnd(
            chunk.pointer(at: start),
            chunk.count &- start,
            martlet_marker(
                bytes: opening.bytes.view.pointer(),
                length: opening.byteCount,
                probe: opening.probeOffset
            ),
            &found
        )
        return End(offset: start &+ length, holdsAnotherEvent: found != 0)
    }
}
