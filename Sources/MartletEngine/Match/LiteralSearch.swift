/// One pass over a value for the literals of many tests.
///
/// Every literal is represented by grams, some of its bytes that stand in a row. Where the bytes at
/// a place of the value are no gram, which a small table of bits says for almost all places, the
/// search goes on; else the literals of the gram are compared whole. The cost grows with the length
/// of the value, and hardly with the number of tests.
struct LiteralSearch: BitwiseCopyable, Sendable {
    /// A gram and the literals that it represents; an empty slot has none.
    struct Slot: BitwiseCopyable, Sendable {
        var gram: UInt32 = 0
        var base: UInt32 = 0
        var count: UInt32 = 0
    }

    /// A literal, and the test that wants it.
    struct Entry: BitwiseCopyable, Sendable {
        /// Case-folded.
        var text: ByteArena.Range
        /// The first eight bytes of it, the very first in the low bits; those that it lacks are zero.
        var head: UInt64
        /// By how many bits the bytes that it lacks are shifted out.
        var headShift: UInt8
        /// Where the gram stands in the literal.
        var offset: UInt32
        /// The number of the test among all tests.
        var test: UInt32
        /// Whether the test holds where the literal is found; else it is then run.
        var decides: Bool
    }

    /// The length of grams in bytes, at most 4.
    var width: UInt32
    /// How far the places are apart at which grams are looked for: 1, 2 or 4.
    ///
    /// Above 1, as many grams in a row stand for each literal, one of which is at such a place.
    var stride: UInt32
    /// Where the bits of the hashes begin that some gram has, in words.
    var filterBase: UInt32
    /// By how much a hash is shifted to the right to be the number of a bit.
    var filterShift: UInt32
    /// Where the grams stand: a power of two of slots, probed linearly.
    var slotBase: UInt32
    var slotMask: UInt32

    @inline(__always)
    static func hash(_ gram: UInt32) -> UInt32 { gram &* multiplier }

    static let multiplier: UInt32 = 0x9E37_79B1
}
