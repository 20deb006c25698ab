/// The encoding of bytes as text, RFC 4648 section 4.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The text of some bytes, padded with `=`.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for index in 0..<3 {
                bits = bits << 8 | (index < group.count ? UInt32(group[start + index]) : 0)
            }
            for index in 0..<4 {
                let digit = Int(bits >> UInt32(18 - 6 * index) & 63)
                text.append(index <= group.count ? alphabet[digit] : UInt8(ascii: "="))
            }
        }
        return text
    }

    /// What the bytes become inside of a longer text: one form for each place in a group of three.
    ///
    /// Characters at both ends that depend on the neighbours are left out. A form is empty when
    /// there are less than two bytes.
    package static func encodeAtEveryOffset(_ bytes: [UInt8]) -> [[UInt8]] {
        (0..<3).map { offset in
            let text = encode([UInt8](repeating: 0, count: offset) + bytes)
            // A character holds six bits: those that share one with a byte in front or behind go.
            let leading = [0, 2, 3][offset]
            let trailing = [0, 3, 2][(offset + bytes.count) % 3]
            return Array(text.dropFirst(leading).dropLast(trailing))
        }
    }
}
