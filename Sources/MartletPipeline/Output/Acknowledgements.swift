internal import Glibc

/// Where the numbers of batches go that are done, a line each.
///
/// A number is written when the signals of all events before the batch's mark are, in the order of the
/// marks. After a failure to write signals none is written any more, so that the feeder sends again.
package final class Acknowledgements: Sendable {
    private let descriptor: Int32
    private let isDurable: Bool

    /// Takes a descriptor that the feeder reads from.
    ///
    /// - Parameters:
    ///   - descriptor: open for writing; not closed.
    ///   - isDurable: whether signals must be on the disk before a batch is done.
    /// - Throws: if the descriptor is not open for writing.
    package init(descriptor: Int32, isDurable: Bool) throws(PipelineError) {
        self.descriptor = descriptor
        self.isDurable = isDurable
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

    /// Writes the number of a batch, behind what was written to sinks.
    ///
    /// - Throws: if that or the number cannot be written.
    func write(_ batch: UInt64, behind sinks: [any Sink]) throws(PipelineError) {
        if isDurable {
            for sink in sinks { try sink.synchronize() }
        }
        try DescriptorSink(descriptor: descriptor, path: path).write("\(batch)\n")
    }
}
