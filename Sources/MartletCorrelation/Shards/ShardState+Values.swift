internal import MartletEngine
internal import MartletRules

/// The different values of groups.
extension ShardState {
    /// Notes the values, or tuples, of a match; whether one of them is new at this instant.
    mutating func addValues(of member: Lane.Member, _ match: Int, to group: UInt32) -> Bool {
        let values = matches[match].values
        scratch.removeAll()
        if GroupKey.append(onlyOf: values, in: member.valueSlots, prefix: 0, to: &scratch) {
            return addValue(to: group)
        }
        let found = member.valueSlots.map { slot in slot.map { values[$0] } ?? [] }
        var tuples = Tuples(found)
        var hasNew = false
        for _ in 0..<min(tuples.count, GroupKey.productLimit) {
            scratch.removeAll()
            GroupKey.append(found, picked: tuples.picked, prefix: 0, to: &scratch)
            if addValue(to: group) { hasNew = true }
            tuples.advance()
        }
        return hasNew
    }

    /// Notes the tuple in ``scratch``; whether it is new at this instant.
    private mutating func addValue(to group: UInt32) -> Bool {
        let hash = valueHash(of: group)
        guard let number = findValue(of: group, hash) else {
            insertValue(to: group, hash, since: now, latest: now)
            return true
        }
        if values[number].latest != now {
            values[number].latest = now
            unlink(value: number, from: group)
            append(value: number, to: group)
        }
        return values[number].since == now
    }

    /// Makes the tuple in ``scratch`` known unless it is, behind all others.
    mutating func addValue(to group: UInt32, since: Int64, latest: Int64) {
        let hash = valueHash(of: group)
        guard findValue(of: group, hash) == nil else { return }
        insertValue(to: group, hash, since: since, latest: latest)
    }

    /// The hash of the tuple in ``scratch`` as a value of a group.
    @inline(__always)
    private func valueHash(of group: UInt32) -> UInt32 {
        let hash = Mixing.hash(scratch.words, from: 0, count: scratch.words.count)
        return Mixing.short(Mixing.mix(hash, UInt64(group)))
    }

    @inline(__always)
    private func findValue(of group: UInt32, _ hash: UInt32) -> UInt32? {
        let count = scratch.words.count
        var position = valueIndex.start(hash)
        while let number = valueIndex.next(hash, from: &position) {
            if values[number].group == group, Int(values[number].wordCount) == count,
                heap.holds(values[number].block, scratch.words, from: 0, count: count)
            {
                return number
            }
        }
        return nil
    }

    private mutating func insertValue(
        to group: UInt32,
        _ hash: UInt32,
        since: Int64,
        latest: Int64
    ) {
        let block = heap.store(scratch.words[...])
        let number = values.insert(
            ValueEntry(
                latest: latest,
                since: since,
                group: group,
                hash: hash,
                block: block,
                wordCount: UInt32(scratch.words.count)
            )
        )
        valueIndex.insert(number, hash)
        append(value: number, to: group)
        valueSets[groups[group].extra].count += 1
    }

    /// How many different values a group has.
    @inline(__always)
    func valueCount(of group: UInt32) -> Int {
        switch lanes[Int(groups[group].lane)].kind {
        case .valueCount, .newValue: valueSets[groups[group].extra].count
        default: 0
        }
    }

    /// Forgets the values that no match had from a time on, or all of them.
    mutating func expireValues(of group: UInt32, before time: Int64?) {
        guard valueCount(of: group) > 0 else { return }
        let set = groups[group].extra
        while true {
            let number = valueSets[set].stalest
            if number == 0 { return }
            if let time, values[number].latest >= time { return }
            unlink(value: number, from: group)
            let value = values.remove(number)
            valueIndex.remove(number, value.hash)
            heap.deallocate(value.block)
            valueSets[set].count -= 1
        }
    }

    private mutating func append(value number: UInt32, to group: UInt32) {
        let set = groups[group].extra
        let freshest = valueSets[set].freshest
        values[number].staler = freshest
        values[number].fresher = 0
        if freshest == 0 {
            valueSets[set].stalest = number
        } else {
            values[freshest].fresher = number
        }
        valueSets[set].freshest = number
    }

    private mutating func unlink(value number: UInt32, from group: UInt32) {
        let set = groups[group].extra
        let staler = values[number].staler
        let fresher = values[number].fresher
        if staler == 0 {
            valueSets[set].stalest = fresher
        } else {
            values[staler].fresher = fresher
        }
        if fresher == 0 {
            valueSets[set].freshest = staler
        } else {
            values[fresher].staler = staler
        }
    }
}

// MARK: - New values

extension ShardState {
    /// Makes a group that looks for new values ready for an instant.
    mutating func beginLearning(_ group: UInt32, _ learning: Correlation.Learning) {
        groups[group].keyCount = 0
        expireEvidence(of: group, before: nil)
        guard let forget = learning.forget else { return }
        if !Timespan.isWithin(forget, from: groups[group].latest, to: now) {
            groups[group].start = now
        }
        expireValues(of: group, before: Timespan.earlier(now, by: forget))
    }

    /// Notes a match; whether it brings a value that is new at this instant.
    mutating func addNewValues(to group: UInt32, _ lane: Lane, _ match: Int, _ member: Int) -> Bool
    {
        guard addValues(of: lane.members[member], match, to: group) else { return false }
        groups[group].keyCount += 1
        return true
    }

    /// Fires if there is a new value and the group is not learning any more.
    mutating func settleNewValues(_ touch: Touch, _ lane: Lane, _ learning: Correlation.Learning) {
        let group = touch.group
        guard groups[group].keyCount > 0 else { return }
        let (learnt, overflow) = now.subtractingReportingOverflow(groups[group].start)
        guard overflow || learnt >= learning.learn else { return }
        var found: [[FieldValue]] = []
        var number = valueSets[groups[group].extra].freshest
        while number != 0, values[number].latest == now {
            if values[number].since == now {
                let words = heap.copy(
                    from: Int(values[number].block),
                    count: Int(values[number].wordCount)
                )
                let count = lane.members[touch.member].valueSlots.count
                found.append(GroupKey.values(words, count: count))
            }
            number = values[number].staler
        }
        found.sort { $0.lexicographicallyPrecedes($1) }
        let firing = FiringOutcome(
            time: now,
            last: now,
            first: now,
            before: 0,
            seen: Int(groups[group].keyCount),
            value: nil,
            newValues: found
        )
        fire(firing, group, lane) { $0.completing(touch) }
    }
}
