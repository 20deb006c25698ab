import MartletTestSupport

extension RandomSource {
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
