internal import CMartletKernels

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
        let count = folded.count - Int(search.width) + 1
        // In parts, so that a value of any length takes no memory.
        var base = 0
        while base < count {
            let partCount = min(count &- base, Self.placeCount)
            let foundCount = findPlaces(of: search, mask, in: folded, from: base, count: partCount)
            var place = 0
            while place < foundCount {
                let offset = base &+ Int(places[place])
                let gram = UInt32(truncatingIfNeeded: folded.word(at: offset)) & mask
                compare(gram, at: offset, search, in: folded, of: value, kind: kind)
                place &+= 1
            }
            base &+= partCount
        }
    }

    /// Notes where a part of a value may have grams of a search; returns in how many places.
    private func findPlaces(
        of search: LiteralSearch,
        _ mask: UInt32,
        in folded: ByteView,
        from start: Int,
        count: Int
    ) -> Int {
        // SAFETY: the part is in the value, which has its padding, and there is room for a place each.
        unsafe martlet_find_grams(
            folded.pointer(at: start),
            count,
            mask,
            LiteralSearch.multiplier,
            search.filterShift,
            filters.pointer(at: Int(search.filterBase)),
            places.pointer()
        )
    }

    /// Compares the literals of a gram with what is around it, if it is one.
    @inline(__always)
    private func compare(
        _ gram: UInt32,
        at offset: Int,
        _ search: LiteralSearch,
        in folded: ByteView,
        of value: ByteView,
        kind: FieldTable.Kind
    ) {
        var probe = LiteralSearch.hash(gram) & search.slotMask
        while gramSlots[Int(search.slotBase &+ probe)].gram != gram {
            if gramSlots[Int(search.slotBase &+ probe)].count == 0 { return }
            probe = (probe &+ 1) & search.slotMask
        }
        let slot = gramSlots[Int(search.slotBase &+ probe)]
        for index in Int(slot.base)..<Int(slot.base + slot.count) {
            let entry = gramEntries[index]
            let start = offset &- Int(entry.offset)
            let count = Int(entry.text.count)
            guard start >= 0, start &+ count <= folded.count,
                (folded.word(at: start) ^ entry.head) &<< UInt64(entry.headShift) == 0,
                // However often a literal is there, once says all.
                lastRuns[Int(entry.test)] != runNumber,
                count <= 8 || folded.holds(literals.literal(entry.text), at: start)
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
