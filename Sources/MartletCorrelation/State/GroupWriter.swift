internal import MartletEngine

/// Writes what is known of groups as bytes, each group by itself.
///
/// Nothing depends on where a shard keeps things: a ``GroupReader`` builds all that can be built anew.
struct GroupWriter {
    /// What was written of the group so far.
    private(set) var record = RecordWriter()
    /// The numbers of inputs in what was written, by those of the correlator.
    private var inputs: [Int: Int] = [:]
    /// The inputs that were met since the names were taken last.
    private var freshInputs: [Int] = []

    /// What was written since the last call, and the inputs that it meets for the first time.
    mutating func take() -> (bytes: [UInt8], freshInputs: [Int]) {
        defer { freshInputs.removeAll() }
        return (record.take(), freshInputs)
    }

    /// Writes a group of a shard at rest: there are no matches of an instant that goes on.
    mutating func append(_ group: UInt32, of shard: ShardState) {
        let lane = shard.lanes[Int(shard.groups[group].lane)]
        record.append(shard.groupValues(of: group))
        record.append(time: shard.groups[group].latest)
        record.append(time: shard.groups[group].start)
        record.append(shard.groups[group].hasWindow ? 1 : 0)
        record.append(shard.groups[group].seen)
        if case .absence = lane.kind {
            appendAbsences(of: group, shard)
        } else {
            appendEntries(of: group, shard)
        }
        append(evidence: shard.evidence(of: group))
        switch lane.kind {
        case .valueCount, .newValue: appendValues(of: group, lane, shard)
        case .temporal, .temporalOrdered:
            let times = shard.heap.copy(
                from: Int(shard.groups[group].extra),
                count: lane.timeCount
            )
            for time in times { record.append(fixed: time) }
        case .eventCount, .aggregate, .absence, .quiet: break
        }
        let completing = shard.groups[group].completing
        record.append(completing == 0 ? 0 : 1)
        if completing != 0 { append(shard.completings[completing]) }
        let episode = shard.groups[group].episode
        record.append(episode == 0 ? 0 : 1)
        if episode != 0 { append(shard.episodes[episode]) }
    }

    // MARK: - What a window holds

    private mutating func appendEntries(of group: UInt32, _ shard: ShardState) {
        record.append(Int(shard.groups[group].entryCount))
        var number = shard.groups[group].oldest
        while number != 0 {
            let entry = shard.entries[number]
            record.append(time: entry.time)
            record.append(fixed: entry.key)
            record.append(entry.isCounted ? 1 : 0)
            let numbers = entry.numbers == 0 ? [] : shard.numbers(in: entry.numbers)
            record.append(numbers.count)
            for number in numbers { record.append(number) }
            number = entry.next
        }
    }

    private mutating func appendValues(of group: UInt32, _ lane: Lane, _ shard: ShardState) {
        let set = shard.valueSets[shard.groups[group].extra]
        record.append(set.count)
        var number = set.stalest
        while number != 0 {
            let value = shard.values[number]
            record.append(time: value.latest)
            record.append(time: value.since)
            record.append(
                GroupKey.values(
                    shard.heap.copy(from: Int(value.block), count: Int(value.wordCount)),
                    count: lane.valueFieldCount
                )
            )
            number = value.fresher
        }
    }

    private mutating func appendAbsences(of group: UInt32, _ shard: ShardState) {
        record.append(Int(shard.groups[group].entryCount))
        var number = shard.groups[group].oldest
        while number != 0 {
            let absence = shard.absences[number]
            record.append(time: absence.time)
            record.append(absence.before)
            record.append(absence.seen)
            append(evidence: absence.evidence)
            append(absence.completing)
            number = absence.next
        }
    }

    // MARK: - Parts

    private mutating func append(_ episode: OpenEpisode) {
        for time in [episode.opening, episode.latest, episode.first, episode.last] {
            record.append(time: time)
        }
        record.append(episode.before)
        record.append(episode.count)
        record.append(episode.pending == nil ? 0 : 1)
        if let pending = episode.pending { record.append(time: pending) }
        record.append(episode.value == nil ? 0 : 1)
        if let value = episode.value { record.append(sum: value) }
        record.append(episode.valueCase == nil ? 0 : 1)
        if let valueCase = episode.valueCase { record.append(valueCase) }
        record.append(episode.newValues.count)
        for tuple in episode.newValues { record.append(tuple) }
        append(evidence: episode.evidence)
        append(episode.completing)
        record.append(episode.signal)
        record.append(episode.signalSplit)
        for flag in [episode.hasChanged, episode.isGiven, episode.hasNews] {
            record.append(flag ? 1 : 0)
        }
    }

    private mutating func append(evidence words: [UInt64]) {
        let contents = EvidenceBlock.readAll(words)
        record.append(contents.count)
        for content in contents {
            record.append(time: content.time)
            record.append(content.member)
            append(content.place)
        }
    }

    private mutating func append(_ completing: Completing) {
        append(completing.place)
        record.append(fixed: completing.content)
        record.append(completing.values.count)
        for values in completing.values { record.append(values) }
    }

    private mutating func append(_ place: MatchRecord.Place) {
        let number = inputs[place.input] ?? inputs.count
        if inputs.updateValue(number, forKey: place.input) == nil {
            freshInputs.append(place.input)
        }
        record.append(number)
        record.append(place.line)
        record.append(place.offset)
        record.append(place.length)
        record.append(place.eventID)
    }
}

extension RecordWriter {
    /// A number of an event: if it is whole, it has 64 bits.
    mutating func append(_ number: Quantity) {
        switch number {
        case .whole(let whole):
            append(0)
            append(Int(truncatingIfNeeded: whole))
        case .fraction(let fraction):
            append(1)
            append(fixed: fraction.bitPattern)
        }
    }

    /// A number that may be the sum of many.
    mutating func append(sum: Quantity) {
        guard case .whole(let whole) = sum else { return append(sum) }
        append(2)
        append(fixed: UInt64(truncatingIfNeeded: whole))
        append(fixed: UInt64(truncatingIfNeeded: whole >> 64))
    }
}

extension Lane {
    /// How many fields a value of its groups is made of.
    var valueFieldCount: Int { members.first?.valueSlots.count ?? 0 }
}
