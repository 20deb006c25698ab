/// Chooses which bytes of a literal stand for it in a ``LiteralSearch``: those which values have
/// seldom, and which stand for few other literals.
struct GramChooser {
    /// How often each byte stands in the values of logs, roughly.
    private static let frequencies: [UInt8] = (0...UInt8.max).map { byte in
        switch byte {
        case UInt8(ascii: "e"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "a"): 8
        case UInt8(ascii: "r"), UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "i"): 6
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 3
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "\\"): 4
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "): 3
        default: 1
        }
    }

    /// The length of grams in bytes.
    let width: Int
    /// How many literals have a gram so far, by the hash of the gram: few hashes are shared.
    private var counts: [Int]
    private let countShift: UInt32

    /// Makes a chooser.
    ///
    /// - Parameters:
    ///   - width: The length of grams in bytes, from 1 to 4.
    ///   - literalCount: How many literals there will be.
    init(width: Int, literalCount: Int) {
        self.width = width
        var bits: UInt32 = 4
        while 1 << bits < literalCount * 4, bits < 20 { bits += 1 }
        counts = Array(repeating: 0, count: 1 << bits)
        countShift = 32 - bits
    }

    /// The gram that stands for a literal of ``width`` bytes at least, and its offset there.
    mutating func choose(
        in arena: ByteArena,
        _ literal: ByteArena.Range
    ) -> (gram: UInt32, offset: Int) {
        var best = (gram: UInt32(0), offset: 0)
        var least = Int.max
        // The last bytes, and how often each of them stands in values, eight bits a byte.
        var gram: UInt32 = 0
        var window: UInt32 = 0
        let newest = UInt32(8 * (width - 1))
        let frequencies = Self.frequencies
        for index in 0..<Int(literal.count) {
            let byte = arena.byte(Int(literal.start) + index)
            gram = gram >> 8 | UInt32(byte) << newest
            window = window >> 8 | UInt32(frequencies[Int(byte)]) << newest
            guard index + 1 >= width else { continue }
            let rank = rank(of: window) * (1 + counts[bucket(of: gram)])
            if rank < least { (best, least) = ((gram, index + 1 - width), rank) }
        }
        counts[bucket(of: best.gram)] += 1
        return best
    }

    /// The product of the frequencies of a window, which are not zero for the bytes that it has.
    private func rank(of window: UInt32) -> Int {
        var product = 1
        for index in 0..<width { product *= Int(window >> UInt32(8 * index) & 0xFF) }
        return product
    }

    private func bucket(of gram: UInt32) -> Int { Int(LiteralSearch.hash(gram) >> countShift) }
}
