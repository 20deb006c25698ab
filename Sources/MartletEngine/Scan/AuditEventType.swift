/// How an event of audit.k8s.io/v1 begins when the API server writes it.
///
/// The type's fields are those of a Go structure, written in its order: an event that says it is one
/// has no keys at its top that join the segments of a path, so it need not be read to its end to
/// know that. Events that begin in another way are read whole; they may be anything.
package enum AuditEventType {
    /// The keys that tell the type.
    static let keys = ["kind", "apiVersion"].map { Array($0.utf8) }

    /// The opening of an event, which holds the keys that tell the type.
    package static let opening = Constants(
        Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/v1","#.utf8)
    )

    /// The length of the opening, in bytes.
    package static let openingByteCount = 47

    /// An offset in the opening whose byte, an `E`, is seldom that far behind a brace elsewhere.
    package static let probeOffset = 9

    /// Whether the event at an offset begins so, a word of eight bytes at a time.
    @inline(__always)
    package static func begins(_ text: ByteView, at offset: Int) -> Bool {
        guard text.count &- offset > openingByteCount else { return false }
        return text.word(at: offset) == 0x3A22_646E_696B_227B  // {"kind":
            && text.word(at: offset &+ 8) == 0x2C22_746E_6576_4522  // "Event",
            && text.word(at: offset &+ 16) == 0x7372_6556_6970_6122  // "apiVers
            && text.word(at: offset &+ 24) == 0x7561_223A_226E_6F69  // ion":"au
            && text.word(at: offset &+ 32) == 0x2E73_386B_2E74_6964  // dit.k8s.
            && text.word(at: offset &+ 39) == 0x2C22_3176_2F6F_692E  // .io/v1",
    }
}
