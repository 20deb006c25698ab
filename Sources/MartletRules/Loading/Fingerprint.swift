/// A 64-bit FNV-1a hash over the contents of files.
///
/// It tells rule sets apart; it is no protection against somebody who wants two to be alike.
struct Fingerprint {
    private static let prime: UInt64 = 0x100_0000_01B3
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a file; its length goes first, so that bytes cannot move from one file to the next.
    mutating func add(_ bytes: [UInt8]) {
        var length = UInt64(bytes.count)
        for _ in 0..<8 {
            add(UInt8(truncatingIfNeeded: length))
            length >>= 8
        }
        for byte in bytes { add(byte) }
    }

    /// 16 hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* Fingerprint.prime
    }
}
