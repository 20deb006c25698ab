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

    /// What was found out so far.
    var notes: ScanNotes { get }
}

extension Session: ChunkScanner {}
