/// Chooses which bytes of a literal stand for it in a ``LiteralSearch``: those which values have
/// seldom.
///
/// What stands in many literals is common in values as well, as `.exe` is in command lines. With SigmaHQ's
/// literals for these a command line has 11 places to look at; the frequencies of single bytes alone left
/// 30, and who knew the values would leave 9.
struct GramChooser {
    /// How often each byte stands in the values of logs, roughly; decides among grams that are equals.
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

    /// More literals share the places of tables that stay in a processor's cache.
    private static let tableBits: UInt32 = 16

    private let width: Int
    /// In how many places literals have each gram, by its hash: few hashes are shared.
    private var occurrences: [Int32]
    /// For how many literals each gram stands so far.
    private var uses: [Int32]
    private let shift: UInt32

    /// Makes a chooser.
    ///
    /// - Parameters:
    ///   - width: The length of grams in bytes, from 1 to 4.
    ///   - literals: All literals, none of which is shorter.
    ///   - arena: Where they stand.
    init(width: Int, literals: some Sequence<ByteArena.Range>, in arena: ByteArena) {
        self.width = width
        var length = 0
        for literal in literals { length += Int(literal.count) }
        var bits: UInt32 = 4
        while 1 << bits < length * 2, bits < Self.tableBits { bits += 1 }
        shift = 32 - bits
        occurrences = Array(repeating: 0, count: 1 << bits)
        uses = occurrences
        for literal in literals {
            Self.forEachGram(of: literal, in: arena, width: width) { gram, _, _ in
                occurrences[Int(LiteralSearch.hash(gram) >> shift)] += 1
            }
        }
    }

    /// Where in a literal the grams begin that stand for it, 1, 2 or 4 in a row.
    mutating func choose(
        in arena: ByteArena,
        _ literal: ByteArena.Range,
        stride: Int
    ) -> Int {
        var best = 0
        var least = Int.max
        /// The last four grams, and what it costs to look for each.
        var buckets = SIMD4<Int>()
        var ranks = SIMD4<Int>()
        var bestBuckets = buckets
        Self.forEachGram(of: literal, in: arena, width: width) { gram, offset, commonness in
            let bucket = bucket(of: gram)
            // A place that is looked at anyway costs less than one more.
            let work = uses[bucket] == 0 ? 40 : 8 + Int(uses[bucket])
            let rank = Int(occurrences[bucket]) * work << 12 | commonness
            buckets[offset & 3] = bucket
            ranks[offset & 3] = rank
            guard offset + 1 >= stride else { return }
            let sum =
                switch stride {
                case 1: rank
                case 2: rank &+ ranks[(offset &- 1) & 3]
                default: ranks.wrappedSum()
                }
            if sum < least { (best, least, bestBuckets) = (offset + 1 - stride, sum, buckets) }
        }
        for offset in best..<best + stride { uses[bestBuckets[offset & 3]] += 1 }
        return best
    }

    /// Calls a closure with each gram of a literal, its offset, and how common its bytes are, below
    /// 4,096.
    @inline(__always)
    private static func forEachGram(
        of literal: ByteArena.Range,
        in arena: ByteArena,
        width: Int,
        _ body: (_ gram: UInt32, _ offset: Int, _ commonness: Int) -> Void
    ) {
        // The last bytes, and how often each of them stands in values, eight bits a byte.
        var gram: UInt32 = 0
        var window: UInt32 = 0
        let newest = UInt32(8 * (width - 1))
        /// Ones in the place of the bytes that grams of this length leave out.
        let unused: UInt32 = width < 4 ? 0x0101_0101 << UInt32(8 * width) : 0
        let frequencies = frequencies
        for index in 0..<Int(literal.count) {
            let byte = arena.byte(Int(literal.start) + index)
            gram = gram >> 8 | UInt32(byte) << newest
            window = window >> 8 | UInt32(frequencies[Int(byte)]) << newest
            guard index + 1 >= width else { continue }
            body(gram, index + 1 - width, product(of: window | unused))
        }
    }

    /// The product of four frequencies, none of which is zero.
    private static func product(of window: UInt32) -> Int {
        let first = (window & 0xFF) &* (window >> 8 & 0xFF)
        let second = (window >> 16 & 0xFF) &* (window >> 24)
        return min(Int(first &* second), 4095)
    }

    private func bucket(of gram: UInt32) -> Int { Int(LiteralSearch.hash(gram) >> shift) }
}
