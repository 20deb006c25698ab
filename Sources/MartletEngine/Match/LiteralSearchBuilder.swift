internal import MartletRules

/// Makes ``LiteralSearch``es of the tests of fields.
struct LiteralSearchBuilder {
    /// A test of which one of some literals, case-folded, is a condition.
    struct Candidate {
        var test: MatcherTables.Test
        /// At least one of them is in every value that passes.
        var literals: [ByteArena.Range]

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
    /// Shorter literals stand in too many values.
    static let leastLength = RegularExpression.requiredTextLength

    private(set) var filters: [UInt64] = []
    private(set) var slots: [LiteralSearch.Slot] = []
    private(set) var entries: [LiteralSearch.Entry] = []

    /// Whether tests are better found by a search than run one by one.
    static func isWorthWhile(_ candidates: [Candidate]) -> Bool {
        candidates.reduce(0) { $0 + $1.work } >= leastWork
    }

    /// Adds the search of a field, whose tests stand in this order from a number on.
    mutating func add(
        _ candidates: [Candidate],
        firstTest: Int,
        literals: ByteArena
    ) -> LiteralSearch {
        let texts = candidates.lazy.flatMap(\.literals)
        var chooser = GramChooser(
            width: min(Int(texts.map(\.count).min() ?? 0), 4),
            literalCount: candidates.reduce(0) { $0 + $1.literals.count }
        )
        var entries: [(gram: UInt32, entry: LiteralSearch.Entry)] = []
        for (index, candidate) in candidates.enumerated() {
            for literal in candidate.literals {
                let (gram, offset) = chooser.choose(in: literals, literal)
                let entry = LiteralSearch.Entry(
                    text: literal,
                    offset: UInt32(offset),
                    test: UInt32(firstTest + index),
                    decides: candidate.test.operation == .contains && candidate.test.isFolded
                )
                entries.append((gram, entry))
            }
        }
        // By gram, then by test.
        func order(_ found: (gram: UInt32, entry: LiteralSearch.Entry)) -> UInt64 {
            UInt64(found.gram) << 32 | UInt64(found.entry.test)
        }
        entries.sort { order($0) < order($1) }
        return search(for: entries, width: chooser.width)
    }

    /// Adds the tables of a search for entries that are sorted by their grams.
    private mutating func search(
        for found: [(gram: UInt32, entry: LiteralSearch.Entry)],
        width: Int
    ) -> LiteralSearch {
        let gramCount = found.indices.count { $0 == 0 || found[$0].gram != found[$0 - 1].gram }
        // Sixteen bits a gram, so that one place in sixteen at most is looked at twice.
        var filterBits = 6
        while 1 << filterBits < gramCount * 16, filterBits < 18 { filterBits += 1 }
        var capacity = 2
        while capacity < gramCount * 2 { capacity *= 2 }
        let search = LiteralSearch(
            width: UInt32(width),
            filterBase: UInt32(filters.count),
            filterShift: UInt32(32 - filterBits),
            slotBase: UInt32(slots.count),
            slotMask: UInt32(capacity - 1)
        )
        filters += Array(repeating: 0, count: 1 << (filterBits - 6))
        slots += Array(repeating: LiteralSearch.Slot(), count: capacity)
        var place = 0
        for (gram, entry) in found {
            if slots[place].count == 0 || slots[place].gram != gram {
                place = addSlot(of: gram, to: search)
            }
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
