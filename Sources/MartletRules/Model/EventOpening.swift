/// The bytes with which events of a source begin when their usual writer writes them.
///
/// It is a promise: an event that begins so is of the source, and none of its own keys joins
/// segments of a path with dots. Such an event need not be read to its end to know what it holds.
package struct EventOpening: Sendable, Equatable {
    /// The bytes, from the opening brace to the comma behind the last member.
    package let bytes: [UInt8]
    /// The keys of the members within.
    package let keys: [[UInt8]]

    /// How far behind the first byte the marks of an opening are looked for.
    private static let probeLimit = 16
    /// The bounds of an opening's length in bytes.
    package static let lengths = 16...256

    /// Reads `{"key":"value",...,`: whole members with text for values, without escapes and white
    /// space, each with its comma; fails on anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard EventOpening.lengths.contains(bytes.count), bytes.first == UInt8(ascii: "{"),
            bytes.last == UInt8(ascii: ",")
        else { return nil }
        var keys: [[UInt8]] = []
        var rest = bytes.dropFirst()
        while !rest.isEmpty {
            guard let key = EventOpening.takeString(from: &rest, followedBy: UInt8(ascii: ":")),
                EventOpening.takeString(from: &rest, followedBy: UInt8(ascii: ",")) != nil
            else { return nil }
            keys.append(key)
        }
        self.bytes = bytes
        self.keys = keys
    }

    /// An offset near the start whose byte is seldom that far behind a brace elsewhere.
    ///
    /// Capitals are rare in JSON; without one the farthest byte tells most.
    package var probeOffset: Int {
        let end = min(EventOpening.probeLimit + 1, bytes.count)
        let capital = bytes[1..<end].firstIndex { (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= $0 }
        return capital ?? end - 1
    }

    private static func takeString(
        from rest: inout ArraySlice<UInt8>,
        followedBy byte: UInt8
    ) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        guard rest.popFirst() == quote, let end = rest.firstIndex(of: quote) else { return nil }
        let text = Array(rest[..<end])
        rest = rest[(end + 1)...]
        guard rest.popFirst() == byte,
            text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return text
    }
}
