internal import MartletEngine

/// How groups come and go.
extension ShardState {
    /// Takes a match into its group.
    mutating func take(_ delivery: Delivery, _ words: [UInt64]) {
        let lane = lanes[Int(delivery.lane)]
        let group = find(delivery, words) ?? make(delivery, words, lane)
        let match = Int(delivery.match)
        let member = Int(delivery.member)
        if groups[group].touch == 0 {
            begin(group, lane, match)
            touches.grow(toHold: touches.count + 1, room: &touchRoom)
            touches.append(Touch(group: group, match: match, member: member))
            groups[group].touch = UInt32(touches.count)
        }
        switch lane.kind {
        case .quiet:
            addEntry(to: group, lane, delivery.key)
            return
        case .newValue:
            guard addNewValues(to: group, lane, match, member) else { return }
        case .absence:
            takeAbsence(group, lane, delivery, words)
            return
        case .valueCount:
            addEntry(to: group, lane, delivery.key)
            _ = addValues(of: lane.members[member], match, to: group)
        case .aggregate:
            addEntry(
                to: group,
                lane,
                delivery.key,
                numbers: numbers(of: lane.members[member], match)
            )
        case .temporal, .temporalOrdered:
            addEntry(to: group, lane, delivery.key)
            note(member, in: group)
        case .eventCount:
            addEntry(to: group, lane, delivery.key)
        }
        addEvidence(delivery.evidence(of: words), of: member, to: group, lane)
        let touch = Int(groups[group].touch) - 1
        touches[touch].match = match
        touches[touch].member = member
    }

    @inline(__always)
    func find(_ delivery: Delivery, _ words: [UInt64]) -> UInt32? {
        let hash = Mixing.short(delivery.hash)
        var position = groupIndex.start(hash)
        while let group = groupIndex.next(hash, from: &position) {
            if heap.holds(
                groups[group].key,
                words,
                from: Int(delivery.group.start),
                count: Int(delivery.group.count)
            ) {
                return group
            }
        }
        return nil
    }

    mutating func make(_ delivery: Delivery, _ words: [UInt64], _ lane: Lane) -> UInt32 {
        var group = Group()
        group.key = heap.store(delivery.group(of: words))
        group.hash = Mixing.short(delivery.hash)
        group.lane = delivery.lane
        group.latest = now
        group.start = now
        switch lane.kind {
        case .valueCount, .newValue:
            group.extra = valueSets.insert(ValueSet())
        case .aggregate:
            group.extra = numberSets.insert(NumberSet(isSorted: lane.ranksNumbers))
            if lane.ranksNumbers { looseByteCount += NumberSet.byteCountOfOrder }
        case .temporal, .temporalOrdered:
            group.extra = makeTimes(lane)
        case .eventCount, .absence, .quiet:
            break
        }
        let number = groups.insert(group)
        groupIndex.insert(number, group.hash)
        append(number)
        if !baseline.isEmpty, case .newValue = lane.kind {
            recall(number, key: Array(delivery.group(of: words)))
        }
        return number
    }

    /// Forgets a group and all that belongs to it.
    mutating func drop(_ group: UInt32) {
        let lane = lanes[Int(groups[group].lane)]
        clearWindow(of: group)
        dropAbsences(of: group)
        let extra = groups[group].extra
        switch lane.kind {
        case .valueCount, .newValue: valueSets.remove(extra)
        case .aggregate:
            numberSets.remove(extra)
            if lane.ranksNumbers { looseByteCount -= NumberSet.byteCountOfOrder }
        case .temporal, .temporalOrdered: heap.deallocate(extra)
        case .eventCount, .absence, .quiet: break
        }
        dropCompleting(of: group)
        alarms.remove(group, in: &groups)
        unlink(group)
        groupIndex.remove(group, groups[group].hash)
        let key = groups[group].key
        heap.deallocate(key)
        let touch = groups[group].touch
        if touch > 0 {
            release(touches[Int(touch) - 1].kept)
            touches[Int(touch) - 1].group = 0
        }
        groups.remove(group)
    }

    /// The values by which a group is grouped.
    func groupValues(of group: UInt32) -> [FieldValue] {
        let key = Int(groups[group].key)
        let names = lanes[Int(groups[group].lane)].presentation.groupNames
        return GroupKey.values(
            heap.copy(from: key, count: GroupKey.wordCount(heap[key])),
            count: names.count
        )
    }

    // MARK: - Recency

    /// Notes that a group has a match now.
    mutating func refresh(_ group: UInt32) {
        groups[group].latest = now
        guard freshest != group else { return }
        unlink(group)
        append(group)
    }

    mutating func append(_ group: UInt32) {
        groups[group].staler = freshest
        groups[group].fresher = 0
        if freshest == 0 { stalest = group } else { groups[freshest].fresher = group }
        freshest = group
    }

    private mutating func unlink(_ group: UInt32) {
        let staler = groups[group].staler
        let fresher = groups[group].fresher
        if staler == 0 { stalest = fresher } else { groups[staler].fresher = fresher }
        if fresher == 0 { freshest = staler } else { groups[fresher].staler = staler }
    }

    // MARK: - Eviction

    /// When the stalest group had its latest match.
    var stalestTime: Int64? { stalest == 0 ? nil : groups[stalest].latest }

    /// Forgets the stalest group for want of memory; what it had to say so far is said.
    ///
    /// - Returns: how much memory that frees.
    mutating func evictStalest() -> Int {
        let used = usedByteCount
        let group = stalest
        let lane = Int(groups[group].lane)
        counts[lane].evictedGroups += 1
        counts[lane].evictedEntries += Int(groups[group].entryCount) + valueCount(of: group)
        closeEpisode(of: group)
        counts[lane].undecided += undecidedCount(of: group)
        drop(group)
        return used - usedByteCount
    }

    /// Counts what the end of the input leaves open, and closes what can be closed.
    mutating func finish() {
        var group = stalest
        while group != 0 {
            closeEpisode(of: group)
            counts[Int(groups[group].lane)].undecided += undecidedCount(of: group)
            group = groups[group].fresher
        }
        removeAllGroups()
    }

    /// Tells how far everything has come, and keeps it.
    mutating func pause() {
        var group = stalest
        while group != 0 {
            tellEpisode(of: group)
            counts[Int(groups[group].lane)].undecided += undecidedCount(of: group)
            group = groups[group].fresher
        }
    }

    private func undecidedCount(of group: UInt32) -> Int {
        let lane = lanes[Int(groups[group].lane)]
        if case .absence = lane.kind { return Int(groups[group].entryCount) }
        return lane.isDecidedAtClose && groups[group].hasWindow ? 1 : 0
    }
}
