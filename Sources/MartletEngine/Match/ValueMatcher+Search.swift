/// The tests of a value that are found by their literals.
extension ValueMatcher {
    /// Runs those tests whose literals are in a value.
    mutating func search(
        _ search: LiteralSearch,
        in folded: ByteView,
        of value: ByteView,
        kind: FieldTable.Kind
    ) {
        runNumber &+= 1
        let mask = UInt32.max >> (32 - 8 * search.width)
        let end = folded.count - Int(search.width)
        var offset = 0
        while offset <= end {
            let gram = UInt32(truncatingIfNeeded: folded.word(at: offset)) & mask
            let hash = LiteralSearch.hash(gram)
            let bit = Int(hash &>> search.filterShift)
            if filters[Int(search.filterBase) &+ bit >> 6] >> UInt64(bit & 63) & 1 != 0 {
                compare(gram, hash, at: offset, search, in: folded, of: value, kind: kind)
            }
            offset &+= 1
        }
    }

    /// Compares the literals of a gram with what is around it, if it is one.
    @inline(never)
    private func compare(
        _ gram: UInt32,
        _ hash: UInt32,
        at offset: Int,
        _ search: LiteralSearch,
        in folded: ByteView,
        of value: ByteView,
        kind: FieldTable.Kind
    ) {
        var probe = hash & search.slotMask
        while gramSlots[Int(search.slotBase &+ probe)].gram != gram {
            if gramSlots[Int(search.slotBase &+ probe)].count == 0 { return }
            probe = (probe &+ 1) & search.slotMask
        }
        let slot = gramSlots[Int(search.slotBase &+ probe)]
        for index in Int(slot.base)..<Int(slot.base + slot.count) {
            let entry = gramEntries[index]
            // However often a literal is there, once says all.
            guard lastRuns[Int(entry.test)] != runNumber else { continue }
            let start = offset - Int(entry.offset)
            let literal = literals.literal(entry.text)
            guard start >= 0, start + literal.count <= folded.count,
                folded.holds(literal, at: start)
            else { continue }
            lastRuns[Int(entry.test)] = runNumber
            let test = tests[Int(entry.test)]
            if entry.decides {
                set(Int(test.bit))
            } else {
                run(test, kind: kind, value: value, folded: folded)
            }
        }
    }

    /// Runs a test on a value.
    func run(_ test: MatcherTables.Test, kind: FieldTable.Kind, value: ByteView, folded: ByteView) {
        if holds(test, kind: kind, value: test.isFolded ? folded : value) { set(Int(test.bit)) }
    }
}
