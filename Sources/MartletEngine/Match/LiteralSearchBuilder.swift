internal import MartletRules

/// Makes ``LiteralSearch``es of the tests of fields.
struct LiteralSearchBuilder {
    /// A test of which one of some literals, case-folded, is a condition.
    struct Candidate {
        var test: MatcherTables.Test
        /// At least one of them is in every value that passes.
        var literals: [ByteArena.Range]
        /// Whether every value passes that has one of them, case-folded.
        var literalsSuffice: Bool

        /// How many nanoseconds it costs to run the test on a value, roughly.
        var work: Double {
            switch test.operation {
            case .regex: 200
            case .contains, .glob: 15
            case .any, .prefix, .suffix, .number, .boolean, .compare, .cidr, .time, .comparison: 3
            }
        }
    }

    /// What tests must cost together for a search to be worth while, in nanoseconds.
    private static let leastWork = 100.0
    /// The lengths of grams; literals of each length have a search of their own, those that are longer
    /// than the longest gram its search.
    static let widths = 2...4

    private(set) var searches: [LiteralSearch] = []
    private(set) var filters: [UInt64] = []
    private(set) var slots: [LiteralSearch.Slot] = []
    private(set) var entries: [LiteralSearch.Entry] = []

    /// Whether tests are better found by a search than run one by one.
    static func deserveSearch(_ candidates: [Candidate]) -> Bool {
        candidates.reduce(0) { $0 + $1.work } >= leastWork
    }

    /// Whether tests are better found by a search of their own than by one for shorter grams, which a
    /// value has in more places.
    static func deserveGrams(_ candidates: [Candidate]) -> Bool {
        candidates.reduce(0) { $0 + $1.literals.count } >= 64
    }

    /// Adds a search of a field.
    ///
    /// - Parameters:
    ///   - candidates: the tests, which stand in this order from a number on.
    ///   - width: the length of grams in bytes; no literal is shorter.
    ///   - firstTest: that number.
    ///   - literals: where the literals stand.
    mutating func add(
        _ candidates: [Candidate],
        width: Int,
        firstTest: Int,
        literals: ByteArena
    ) {
        var chooser = GramChooser(
            width: width,
            literals: candidates.lazy.flatMap(\.literals),
            in: literals
        )
        let shortest = candidates.lazy.flatMap(\.literals).map { Int($0.count) }.min() ?? width
        let stride = [4, 2].first { width + $0 - 1 <= shortest } ?? 1
        var entries: [(gram: UInt32, entry: LiteralSearch.Entry)] = []
        for (index, candidate) in candidates.enumerated() {
            for literal in candidate.literals {
                let first = chooser.choose(in: literals, literal, stride: stride)
                for offset in first..<first + stride {
                    let entry = LiteralSearch.Entry(
                        text: literal,
                        head: literals.head(of: literal),
                        headShift: UInt8(64 - 8 * min(literal.count, 8)),
                        offset: UInt32(offset),
                        test: UInt32(firstTest + index),
                        decides: candidate.literalsSuffice
                    )
                    entries.append((literals.gram(at: offset, width: width, of: literal), entry))
                }
            }
        }
        // By gram, then by test; numbers are moved faster than entries.
        let order = entries.indices
            .map { (UInt64(entries[$0].gram) << 32 | UInt64(entries[$0].entry.test), Int32($0)) }
            .sorted { $0.0 < $1.0 }
        let sorted = order.map { entries[Int($0.1)] }
        searches.append(search(for: sorted, width: width, stride: stride))
    }

    /// Adds the tables of a search for entries that are sorted by their grams.
    private mutating func search(
        for found: [(gram: UInt32, entry: LiteralSearch.Entry)],
        width: Int,
        stride: Int
    ) -> LiteralSearch {
        let gramCount = found.indices.count { $0 == 0 || found[$0].gram != found[$0 - 1].gram }
        // Some 32 bits a gram, so that few places are looked at twice; 32 KiB at most, to be read fast.
        var filterBits = 10
        while 1 << filterBits < gramCount * 32, filterBits < 18 { filterBits += 1 }
        var capacity = 2
        while capacity < gramCount * 2 { capacity *= 2 }
        let search = LiteralSearch(
            width: UInt32(width),
            stride: UInt32(stride),
            filterBase: UInt32(filters.count),
            filterShift: UInt32(32 - filterBits),
            slotBase: UInt32(slots.count),
            slotMask: UInt32(capacity - 1)
        )
        filters += Array(repeating: 0, count: 1 << (filterBits - 6))
        slots += Array(repeating: LiteralSearch.Slot(), count: capacity)
        /// The slot of the gram before, of this search.
        var place = -1
        for (gram, entry) in found {
            if place < 0 || slots[place].gram != gram { place = addSlot(of: gram, to: search) }
            slots[place].count += 1
            entries.append(entry)
        }
        return search
    }

    /// Takes the place of a gram, whose entries follow those that are there.
    private mutating func addSlot(of gram: UInt32, to search: LiteralSearch) -> Int {
        let hash = LiteralSearch.hash(gram)
        let bit = Int(hash >> search.filterShift)
        filters[Int(search.filterBase) + bit / 64] |= 1 << UInt64(bit % 64)
        var probe = hash & search.slotMask
        while slots[Int(search.slotBase + probe)].count > 0 {
            probe = (probe + 1) & search.slotMask
        }
        let place = Int(search.slotBase + probe)
        slots[place] = LiteralSearch.Slot(gram: gram, base: UInt32(entries.count))
        return place
    }
}

extension ByteArena {
    /// The bytes of a literal from an offset on, the first one in the low bits.
    fileprivate func gram(at offset: Int, width: Int, of literal: Range) -> UInt32 {
        let start = Int(literal.start) + offset
        return (0..<width).reduce(0) { $0 | UInt32(byte(start + $1)) << UInt32(8 * $1) }
    }
}
