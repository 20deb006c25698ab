/// A fast hash of short texts; not for anything that an attacker must not predict.
package enum TextHash {
    /// Hashes all bytes, eight at a time.
    @inline(__always)
    package static func hash(_ text: ByteView, seed: UInt64 = 0) -> UInt64 {
        var hash = seed &+ UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset &+ 8 <= text.count {
            hash = mix(hash, text.word(at: offset))
            offset &+= 8
        }
        let rest = text.count &- offset
        if rest > 0 {
            hash = mix(
                hash,
                text.word(at: offset) & ((1 &<< UInt64(truncatingIfNeeded: rest &* 8)) &- 1)
            )
        }
        return hash ^ (hash >> 29)
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
