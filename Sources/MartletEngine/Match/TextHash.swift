/// A fast hash of short texts; not for anything that an attacker must not predict.
package enum TextHash {
    /// Hashes all bytes, eight at a time.
    @inline(__always)
    package static func hash(_ text: ByteView, seed: UInt64 = 0) -> UInt64 {
        var hash = start(seed: seed, count: text.count)
        var offset = 0
        while offset &+ 8 <= text.count {
            hash = mix(hash, text.word(at: offset))
            offset &+= 8
        }
        if offset < text.count { hash = mix(hash, rest(of: text, from: offset)) }
        return finish(hash)
    }

    /// The hash of no bytes yet of so many.
    @inline(__always)
    static func start(seed: UInt64, count: Int) -> UInt64 {
        seed &+ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The last bytes of a text, at least one and less than eight, as a word.
    @inline(__always)
    static func rest(of text: ByteView, from offset: Int) -> UInt64 {
        let count = UInt64(truncatingIfNeeded: text.count &- offset)
        return text.word(at: offset) & ((1 &<< (count &* 8)) &- 1)
    }

    @inline(__always)
    static func finish(_ hash: UInt64) -> UInt64 { hash ^ (hash >> 29) }

    /// The same of bytes that have no padding behind them.
    package static func hash(_ text: [UInt8]) -> UInt64 {
        let bytes = text.span
        var hash = start(seed: 0, count: text.count)
        var offset = 0
        while offset + 8 <= text.count {
            // SAFETY: the eight bytes are inside of the span.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: offset,
                as: UInt64.self
            )
            hash = mix(hash, UInt64(littleEndian: word))
            offset += 8
        }
        if offset < text.count {
            var word: UInt64 = 0
            for index in (offset..<text.count).reversed() { word = word << 8 | UInt64(text[index]) }
            hash = mix(hash, word)
        }
        return finish(hash)
    }

    /// Takes up to eight bytes into a hash.
    @inline(__always)
    static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
