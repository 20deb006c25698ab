/// Base64 and what of it can be known of a text within another, worked out by trial.
enum Base64Oracle {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        let bits = bytes.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
        var output: [UInt8] = stride(from: 0, to: bits.count, by: 6).map { start in
            let group = (start..<start + 6).map { $0 < bits.count ? bits[$0] : 0 }
            return alphabet[Int(group.reduce(0) { $0 << 1 | $1 })]
        }
        while output.count % 4 != 0 { output.append(UInt8(ascii: "=")) }
        return output
    }

    /// The characters that encode the bytes whatever stands around them, when `offset` bytes of a
    /// group of three stand before them.
    static func constantPart(of bytes: [UInt8], offset: Int) -> [UInt8] {
        let surroundings: [UInt8] = [0x00, 0xFF, 0x55, 0xAA]
        let encodings = surroundings.map { around in
            let before = [UInt8](repeating: around, count: offset)
            // As many behind them as fill the last group, so that nothing is padding.
            let after = [UInt8](repeating: around, count: 5 - (offset + bytes.count + 2) % 3)
            return encode(before + bytes + after)
        }
        let constant = encodings[0].indices.filter { index in
            encodings.allSatisfy { $0[index] == encodings[0][index] }
        }
        return constant.map { encodings[0][$0] }
    }

    static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }
}
