/// Where output goes, in order and in pieces of whole lines.
package protocol Sink: AnyObject, Sendable {
    /// The regular files behind it, if any: a run must not scan what it writes.
    var identities: [FileIdentity] { get }

    /// Writes all bytes.
    ///
    /// - Throws: what the system said; `EPIPE` when nobody reads the output any more.
    func write(_ bytes: Span<UInt8>) throws(PipelineError)

    /// Waits until what was written is taken by whom it is for, or set aside for good.
    ///
    /// Only outputs that send what they are given later have something to wait for.
    ///
    /// - Parameter deadline: how long to wait; `nil` waits for as long as it takes.
    /// - Returns: whether all is settled.
    /// - Throws: if something cannot be delivered any more.
    func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool

    /// Waits until what was written would outlast a failure of the machine, where that can be had.
    func synchronize() throws(PipelineError)
}

extension Sink {
    package func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool {
        true
    }

    package func synchronize() throws(PipelineError) {}
}
