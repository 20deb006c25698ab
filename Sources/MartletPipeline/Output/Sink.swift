/// Where output goes, in order and in pieces of whole lines.
package protocol Sink: AnyObject, Sendable {
    /// The regular file behind it, if any: a run must not scan what it writes.
    var identity: FileIdentity? { get }

    /// Writes all bytes.
    ///
    /// - Throws: what the system said; `EPIPE` when nobody reads the output any more.
    func write(_ bytes: Span<UInt8>) throws(PipelineError)

    /// Waits until what was written would outlast a failure of the machine, where that can be had.
    func synchronize() throws(PipelineError)
}

extension Sink {
    package func synchronize() throws(PipelineError) {}
}
