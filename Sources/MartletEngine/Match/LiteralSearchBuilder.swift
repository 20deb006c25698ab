internal import MartletRules

/// Makes ``LiteralSearch``es of the tests of fields.
struct LiteralSearchBuilder {
    /// A test of which one of some literals, case-folded, is a condition.
    struct Candidate {
        var test: MatcherTables.Test
        /// At least one of them is in every value that passes.
        var literals: [[UInt8]]

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
    static let leastLength = 3

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
        literals: inout ByteArena
    ) -> LiteralSearch {
        let shortest = candidates.lazy.flatMap(\.literals).map(\.count).min() ?? 0
        let width = min(shortest, 4)
        var grams: [UInt32: [LiteralSearch.Entry]] = [:]
        for (index, candidate) in candidates.enumerated() {
            for literal in candidate.literals {
                let offset = rarestGram(of: width, in: literal, among: grams)
                grams[gram(in: literal, at: offset, width), default: []].append(
                    LiteralSearch.Entry(
                        text: literals.store(literal),
                        offset: UInt32(offset),
                        test: UInt32(firstTest + index),
                        decides: candidate.test.operation == .contains && candidate.test.isFolded
                    )
                )
            }
        }
        return search(for: grams, width: width)
    }

    /// The offset of the bytes that stand for a literal: those which values have seldom.
    private func rarestGram(
        of width: Int,
        in literal: [UInt8],
        among known: [UInt32: [LiteralSearch.Entry]]
    ) -> Int {
        var best = 0
        var least = Double.infinity
        for offset in 0...literal.count - width {
            let rank =
                literal[offset..<offset + width].reduce(1) { $0 * Self.frequency(of: $1) }
                * Double(1 + (known[gram(in: literal, at: offset, width)]?.count ?? 0))
            if rank < least { (best, least) = (offset, rank) }
        }
        return best
    }

    /// How often a byte stands in the values of logs, roughly.
    private static func frequency(of byte: UInt8) -> Double {
        switch byte {
        case UInt8(ascii: "e"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "a"): 8
        case UInt8(ascii: "r"), UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "i"): 6
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 3
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "\\"): 4
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "): 3
        default: 1
        }
    }

    private func gram(in literal: [UInt8], at offset: Int, _ count: Int) -> UInt32 {
        literal[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private mutating func search(
        for grams: [UInt32: [LiteralSearch.Entry]],
        width: Int
    ) -> LiteralSearch {
        // Sixteen bits a gram, so that one place in sixteen at most is looked at twice.
        var filterBits = 6
        while 1 << filterBits < grams.count * 16, filterBits < 18 { filterBits += 1 }
        var capacity = 2
        while capacity < grams.count * 2 { capacity *= 2 }
        let search = LiteralSearch(
            width: UInt32(width),
            filterBase: UInt32(filters.count),
            filterShift: UInt32(32 - filterBits),
            slotBase: UInt32(slots.count),
            slotMask: UInt32(capacity - 1)
        )
        filters += Array(repeating: 0, count: 1 << (filterBits - 6))
        slots += Array(repeating: LiteralSearch.Slot(), count: capacity)
        for (gram, found) in grams.sorted(by: { $0.key < $1.key }) {
            let hash = LiteralSearch.hash(gram)
            let bit = Int(hash >> search.filterShift)
            filters[Int(search.filterBase) + bit / 64] |= 1 << UInt64(bit % 64)
            var probe = Int(hash & search.slotMask)
            while slots[Int(search.slotBase) + probe].count > 0 {
                probe = (probe + 1) & Int(search.slotMask)
            }
            slots[Int(search.slotBase) + probe] = LiteralSearch.Slot(
                gram: gram,
                base: UInt32(entries.count),
                count: UInt32(found.count)
            )
            entries += found
        }
        return search
    }
}

extension LiteralSearchBuilder.Candidate {
    /// A test that no value passes without one of some literals; `nil` if there are none.
    init?(_ test: MatcherTables.Test, pattern: TextPattern, isFolded: Bool) {
        let longest = pattern.pieces
            .compactMap { if case .literal(let bytes) = $0 { bytes } else { nil } }
            .max { $0.count < $1.count }
        guard let longest else { return nil }
        let literal = isFolded ? longest : CaseFolding.folded(longest)
        guard literal.count >= LiteralSearchBuilder.leastLength else { return nil }
        self.init(test: test, literals: [literal])
    }

    /// The same of a regular expression.
    init?(_ test: MatcherTables.Test, regex: RegularExpression) {
        let literals = regex.requiredTexts(ofLength: LiteralSearchBuilder.leastLength)
        guard !literals.isEmpty else { return nil }
        self.init(test: test, literals: literals)
    }
}
