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

    /// Whether the event at an offset begins so, a word of eight bytes at a time.
    @inline(__always)
    package func begins(_ text: ByteView, at offset: Int) -> Bool {
        guard text.count &- offset > byteCount else { return false }
        // The last word overlaps the one before, so that none reaches behind the opening.
        let last = byteCount &- 8
        let opening = bytes.view.bytes(from: 0, count: byteCount)
        var position = 0
        while position < last {
            if text.word(at: offset &+ position) != opening.word(at: position) { return false }
            position &+= 8
        }
        return text.word(at: offset &+ last) == opening.word(at: last)
    }
}
