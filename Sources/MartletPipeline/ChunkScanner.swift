package import MartletEngine

/// What scans chunks: an engine's session, or a test's stand-in.
package protocol ChunkScanner: ~Copyable, SendableMetatype {
    /// See ``MartletEngine/Session/scan(_:offset:file:framing:into:)``.
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Session.Framing,
        into report: inout ChunkReport
    )

    /// What was seen of the fields so far.
    var observations: FieldObservations { get }
}

extension Session: ChunkScanner {}
