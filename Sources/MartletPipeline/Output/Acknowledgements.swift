internal import Glibc

/// Where the numbers of batches go that are done, a line each.
///
/// A number is written when the signals of all events before the batch's mark are, in the order of
/// the marks. After a failure to write signals none is written any more, so that the feeder sends
/// again.
package final class Acknowledgements: Sendable {
    private let descriptor: Int32

    /// Takes a descriptor that the feeder reads from.
    ///
    /// - Parameter descriptor: open for writing; not closed.
    /// - Throws: if the descriptor is not open for writing.
    package init(descriptor: Int32) throws(PipelineError) {
        self.descriptor = descriptor
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0 else {
            throw PipelineError(action: "cannot write", path: path, errno: errno)
        }
        guard flags & O_ACCMODE != O_RDONLY else {
            throw PipelineError(
                action: "cannot write",
                path: path,
                reason: "it is open for reading only"
            )
        }
    }

    private var path: String { "acknowledgements (descriptor \(descriptor))" }

    /// Writes the numbers of batches.
    func write(_ batches: [UInt64]) throws(PipelineError) {
        guard !batches.isEmpty else { return }
        try DescriptorSink(descriptor: descriptor, path: path)
            .write(batches.map { "\($0)\n" }.joined())
    }
}
