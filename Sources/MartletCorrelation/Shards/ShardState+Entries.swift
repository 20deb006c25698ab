internal import MartletEngine

/// The matches in the windows of groups.
extension ShardState {
    /// Windows of more matches find keys by an index; smaller ones are looked through.
    private static let unindexedLimit = 8

    /// Takes a match into the window.
    mutating func addEntry(
        to group: UInt32,
        _ lane: Lane,
        _ key: UInt64,
        numbers: [Quantity] = []
    ) {
        addEntry(to: group, lane, at: now, key: key, numbers: numbers)
    }

    /// Takes a match into the window, behind all others.
    ///
    /// Whether it counts is known of a match that comes back; another one does unless the window has
    /// its key.
    mutating func addEntry(
        to group: UInt32,
        _ lane: Lane,
        at time: Int64,
        key: UInt64,
        numbers: [Quantity],
        counting isCounted: Bool? = nil
    ) {
        var entry = MatchEntry(time: time, key: key, group: group)
        if !numbers.isEmpty { entry.numbers = heap.store(NumberBlock.words(numbers)[...]) }
        let earlier = lane.countsKeys ? newestEntry(of: group, with: key) : 0
        entry.isCounted = isCounted ?? (earlier == 0)
        entry.leads = lane.countsKeys && earlier == 0
        let number = entries.insert(entry)
        if earlier != 0 {
            entries[earlier].nextOfKey = number
            if groups[group].hasKeyIndex {
                keyIndex.replace(earlier, keyHash(group, key), with: number)
            }
        } else if entry.leads {
            groups[group].keyCount += 1
            if groups[group].hasKeyIndex { keyIndex.insert(number, keyHash(group, key)) }
            if !numbers.isEmpty { count(numbers, of: group, isIn: true) }
        }
        append(number, isCounted: entry.isCounted, to: group)
        if lane.countsKeys, !groups[group].hasKeyIndex,
            groups[group].entryCount > ShardState.unindexedLimit
        {
            indexKeys(of: group)
        }
    }

    private mutating func append(_ number: UInt32, isCounted: Bool, to group: UInt32) {
        if groups[group].newest == 0 {
            groups[group].oldest = number
        } else {
            entries[groups[group].newest].next = number
        }
        groups[group].newest = number
        groups[group].entryCount += 1
        if isCounted {
            groups[group].counted += 1
            groups[group].seen += 1
        }
    }

    mutating func removeOldestEntry(of group: UInt32) {
        let number = groups[group].oldest
        let entry = entries.remove(number)
        groups[group].oldest = entry.next
        groups[group].entryCount -= 1
        if entry.isCounted { groups[group].counted -= 1 }
        // The oldest entry of a window is the first with its key.
        if entry.leads {
            if entry.numbers != 0 {
                count(numbers(in: entry.numbers), of: group, isIn: false)
            }
            if entry.nextOfKey != 0 {
                lead(entry.nextOfKey, of: group)
            } else {
                groups[group].keyCount -= 1
                if groups[group].hasKeyIndex {
                    keyIndex.remove(number, keyHash(group, entry.key))
                }
            }
        }
        if entry.numbers != 0 { freeNumbers(entry.numbers) }
        if entry.next == 0 {
            groups[group].newest = 0
            groups[group].hasKeyIndex = false
        }
    }

    /// Makes an entry the first of its key.
    private mutating func lead(_ number: UInt32, of group: UInt32) {
        entries[number].leads = true
        let block = entries[number].numbers
        if block != 0 { count(numbers(in: block), of: group, isIn: true) }
    }

    // MARK: - Keys

    /// The newest entry with a key, or 0.
    @inline(__always)
    private func newestEntry(of group: UInt32, with key: UInt64) -> UInt32 {
        if groups[group].hasKeyIndex {
            let hash = keyHash(group, key)
            var position = keyIndex.start(hash)
            while let number = keyIndex.next(hash, from: &position) {
                if entries[number].key == key, entries[number].group == group { return number }
            }
            return 0
        }
        var number = groups[group].oldest
        while number != 0 {
            if entries[number].key == key, entries[number].nextOfKey == 0 { return number }
            number = entries[number].next
        }
        return 0
    }

    @inline(__always)
    private func keyHash(_ group: UInt32, _ key: UInt64) -> UInt32 {
        Mixing.short(Mixing.mix(key, UInt64(group)))
    }

    /// Puts the newest entry of each key into the index.
    private mutating func indexKeys(of group: UInt32) {
        groups[group].hasKeyIndex = true
        var number = groups[group].oldest
        while number != 0 {
            if entries[number].nextOfKey == 0 {
                keyIndex.insert(number, keyHash(group, entries[number].key))
            }
            number = entries[number].next
        }
    }

    // MARK: - Numbers

    /// The numbers of a match.
    func numbers(of member: Lane.Member, _ match: Int) -> [Quantity] {
        guard let slot = member.valueSlots[0] else { return [] }
        return matches[match].values[slot].compactMap { Quantity($0) }
    }

    /// The numbers in a block.
    func numbers(in block: UInt32) -> [Quantity] {
        let start = Int(block)
        return NumberBlock.numbers(
            heap.copy(from: start, count: NumberBlock.wordCount(heap[start]))
        )
    }

    private mutating func freeNumbers(_ block: UInt32) {
        heap.deallocate(block)
    }

    /// Adds numbers to those of the window, or takes them out.
    private mutating func count(_ numbers: [Quantity], of group: UInt32, isIn: Bool) {
        let set = groups[group].extra
        for number in numbers {
            if isIn { numberSets[set].insert(number) } else { numberSets[set].remove(number) }
        }
        if lanes[Int(groups[group].lane)].ranksNumbers {
            looseByteCount += (isIn ? 1 : -1) * numbers.count * NumberSet.byteCountPerNumber
        }
    }
}
