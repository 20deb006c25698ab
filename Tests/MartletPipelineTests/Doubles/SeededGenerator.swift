/// Random numbers that a test can repeat: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Lines of random length, some blank, some malformed, some with CR, the last maybe open.
    mutating func lines(count: Int, longest: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<count {
            let length =
                Int.random(in: 0..<8, using: &self) == 0
                ? 0 : Int.random(in: 0...longest, using: &self)
            if Int.random(in: 0..<10, using: &self) == 0 { bytes.append(UInt8(ascii: "!")) }
            for _ in 0..<length {
                bytes.append(UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &self))
            }
            if Int.random(in: 0..<5, using: &self) == 0 { bytes.append(0x0D) }
            if index < count - 1 || Bool.random(using: &self) { bytes.append(0x0A) }
        }
        return bytes
    }
}
