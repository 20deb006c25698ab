/// Hashes for tables that nobody sees.
enum Mixing {
    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ 0x9E37_79B9_7F4A_7C15)
            .multipliedFullWidth(by: right ^ 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }

    static func hash(_ words: [UInt64], from start: Int, count: Int) -> UInt64 {
        var hash: UInt64 = 0xE703_7ED1_A0B4_28DB
        for index in start..<start + count {
            hash = mix(hash, words[index]) &+ 0x8EBC_6AF0_9C88_C6E3
        }
        return mix(hash, UInt64(count))
    }

    /// The half by which tables find.
    @inline(__always)
    static func short(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
}
