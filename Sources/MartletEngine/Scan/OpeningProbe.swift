package import MartletRules

/// Tells the events that begin as their usual writer begins them.
///
/// Such an event is of a known source and type: it need not be read to its end to know that none
/// of its own keys joins the segments of a path. Events that begin in another way are read whole;
/// they may be anything.
package struct OpeningProbe: Sendable {
    /// The opening, and padding.
    package let bytes: Constants<UInt8>
    /// The length of the opening, in bytes.
    package let byteCount: Int
    /// An offset in the opening whose byte is seldom that far behind a brace elsewhere.
    package let probeOffset: Int
    /// The keys that tell the type.
    let keys: [[UInt8]]

    /// Without an opening, what is looked for is a run of line feeds, which no line has.
    package init(_ opening: EventOpening?) {
        let bytes = opening?.bytes ?? Array(repeating: UInt8(ascii: "\n"), count: 16)
        self.bytes = Constants(bytes + Array(repeating: 0, count: ByteView.paddingByteCount))
        self.byteCount = bytes.count
        self.probeOffset = opening?.probeOffset ?? 1
        self.keys = opening?.keys ?? []
    }

    /// Whether the event at an offset begins so, 16 bytes at a time.
    @inline(__always)
    package func begins(_ text: ByteView, at offset: Int) -> Bool {
        guard text.count &- offset > byteCount else { return false }
        // The last 16 bytes overlap those before, so that none lie behind the opening.
        let last = byteCount &- 16
        var position = 0
        while position < last {
            if difference(text, at: offset &+ position, position) != 0 { return false }
            position &+= 16
        }
        return difference(text, at: offset &+ last, last) == 0
    }

    /// 0 if 16 bytes of a text are those of the opening.
    @inline(__always)
    private func difference(_ text: ByteView, at offset: Int, _ position: Int) -> UInt64 {
        let opening = bytes.view.bytes(from: 0, count: byteCount)
        return (text.word(at: offset) ^ opening.word(at: position))
            | (text.word(at: offset &+ 8) ^ opening.word(at: position &+ 8))
    }
}
