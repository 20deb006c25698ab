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
        forEachGram(of: search, in: folded) { slot, offset in
            compare(slot, at: offset, in: folded, of: value, kind: kind)
        }
    }

    /// The part of an object's text in which all values stand that pass a test of a field, which has
    /// raw searches.
    ///
    /// Empty if no literal is there; the whole text if a literal may be there in another spelling.
    mutating func reach(ofField field: MatcherTables.Field, in text: ByteView) -> Range<Int> {
        guard let folded = foldedIfPlain(text) else { return 0..<text.count }
        var start = text.count
        var end = 0
        for number in field.rawSearches.indices {
            forEachGram(of: searches[number], in: folded) { slot, offset in
                for index in Int(slot.base)..<Int(slot.base + slot.count) {
                    let entry = gramEntries[index]
                    let place = offset &- Int(entry.offset)
                    guard stands(entry, at: place, in: folded) else { continue }
                    start = min(start, place)
                    end = max(end, place &+ Int(entry.text.count))
                }
            }
        }
        return start < end ? start..<end : 0..<0
    }

    /// Calls a closure with each gram of a search that a value has, and its offset.
    @inline(__always)
    private func forEachGram(
        of search: LiteralSearch,
        in folded: ByteView,
        _ body: (LiteralSearch.Slot, Int) -> Void
    ) {
        let mask = UInt32.max >> (32 - 8 * search.width)
        let count = folded.count - Int(search.width) + 1
        // In parts, so that a value of any length takes no memory.
        var base = 0
        while base < count {
            let partCount = min(count &- base, ValueMatcher.placeCount)
            let foundCount = findPlaces(of: search, mask, in: folded, from: base, count: partCount)
            var place = 0
            while place < foundCount {
                let offset = base &+ Int(places[place])
                place &+= 1
                let gram = UInt32(truncatingIfNeeded: folded.word(at: offset)) & mask
                let slot = slot(of: gram, in: search)
                if slot.count > 0 { body(slot, offset) }
            }
            base &+= partCount
        }
    }

    /// The slot of a gram, or an empty one.
    @inline(__always)
    private func slot(of gram: UInt32, in search: LiteralSearch) -> LiteralSearch.Slot {
        var probe = LiteralSearch.hash(gram) & search.slotMask
        while true {
            let slot = gramSlots[Int(search.slotBase &+ probe)]
            if slot.gram == gram || slot.count == 0 { return slot }
            probe = (probe &+ 1) & search.slotMask
        }
    }

    /// Whether a literal stands at a place of a value, which may be none.
    @inline(__always)
    private func stands(_ entry: LiteralSearch.Entry, at start: Int, in folded: ByteView) -> Bool {
        let count = Int(entry.text.count)
        return start >= 0 && start &+ count <= folded.count
            && (folded.word(at: start) ^ entry.head) &<< UInt64(entry.headShift) == 0
            && (count <= 8 || folded.holds(literals.literal(entry.text), at: start))
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
            Int(search.stride),
            mask,
            LiteralSearch.multiplier,
            search.filterShift,
            filters.pointer(at: Int(search.filterBase)),
            places.pointer()
        )
    }

    /// Compares the literals of a gram with what is around it.
    @inline(__always)
    private func compare(
        _ slot: LiteralSearch.Slot,
        at offset: Int,
        in folded: ByteView,
        of value: ByteView,
        kind: FieldTable.Kind
    ) {
        for index in Int(slot.base)..<Int(slot.base + slot.count) {
            let entry = gramEntries[index]
            // However often a literal is there, once says all.
            guard lastRuns[Int(entry.test)] != runNumber,
                stands(entry, at: offset &- Int(entry.offset), in: folded)
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
