/// Collects the literals of compiled rules into one run of bytes.
package struct ByteArena {
    /// A part of the arena.
    package struct Range: BitwiseCopyable, Sendable {
        package var start: UInt32
        package var count: UInt32

        package init(start: UInt32, count: UInt32) {
            self.start = start
            self.count = count
        }
    }

    private var bytes: [UInt8] = []
    private var literals: [Range] = []
    private var hashes: [UInt64] = []
    /// Where each literal is found: at the place of its hash, or in the next free one behind.
    ///
    /// -1 is free, as half of the places are at least.
    private var places: [Int32] = Array(repeating: -1, count: 64)

    package init() {}

    /// Stores a literal once and says where.
    package mutating func store(_ literal: [UInt8]) -> Range {
        let hash = TextHash.hash(literal)
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] >= 0 {
            let number = Int(places[place])
            if hashes[number] == hash, holds(literal, at: literals[number]) {
                return literals[number]
            }
            place = (place + 1) & (places.count - 1)
        }
        let range = Range(start: UInt32(bytes.count), count: UInt32(literal.count))
        bytes += literal
        places[place] = Int32(literals.count)
        literals.append(range)
        hashes.append(hash)
        if literals.count * 2 > places.count { doublePlaces() }
        return range
    }

    private func holds(_ literal: [UInt8], at range: Range) -> Bool {
        bytes[Int(range.start)..<Int(range.start + range.count)].elementsEqual(literal)
    }

    private mutating func doublePlaces() {
        places = Array(repeating: -1, count: places.count * 2)
        for (number, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(number)
        }
    }

    /// A byte of those that are stored.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 { bytes[index] }

    /// The first eight bytes of a literal, the very first in the low bits, or as many as there are.
    func head(of range: Range) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<min(Int(range.count), 8) {
            head |= UInt64(bytes[Int(range.start) + index]) << UInt64(8 * index)
        }
        return head
    }

    /// The bytes of a literal.
    func bytes(of range: Range) -> [UInt8] {
        Array(bytes[Int(range.start)..<Int(range.start + range.count)])
    }

    /// The bytes, with the padding that a ``ByteView`` promises behind every literal.
    package func finish() -> Constants<UInt8> {
        Constants(bytes + [UInt8](repeating: 0, count: ByteView.paddingByteCount))
    }
}

extension Constants<UInt8>.View {
    /// A literal of the arena.
    @inline(__always)
    func literal(_ range: ByteArena.Range) -> ByteView {
        bytes(from: Int(range.start), count: Int(range.count))
    }
}
