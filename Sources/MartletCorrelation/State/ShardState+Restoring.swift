internal import MartletEngine
internal import MartletRules

/// How groups of an earlier run come back.
extension ShardState {
    /// Makes a group as it was, behind those whose latest match was earlier; everything up to a time
    /// was decided.
    mutating func restore(
        _ content: GroupReader.Content,
        lane number: Int,
        hash: UInt64,
        key words: [UInt64],
        at time: Int64
    ) throws(RecordReader.Damage) {
        let delivery = Delivery(
            hash: hash,
            time: content.latest,
            key: 0,
            match: 0,
            lane: UInt32(number),
            member: 0,
            group: Delivery.Words(from: 0, to: words.count),
            evidence: Delivery.Words(from: 0, to: 0)
        )
        guard find(delivery, words) == nil else { throw RecordReader.Damage() }
        let lane = lanes[number]
        now = max(now, time)
        let group = make(delivery, words, lane)
        groups[group].latest = content.latest
        groups[group].start = content.start
        groups[group].hasWindow = content.hasWindow
        for entry in content.entries { restore(entry, of: group, lane) }
        for absence in content.absences { append(absence, to: group) }
        groups[group].seen = content.seen
        appendEvidence(content.evidence, to: group)
        for value in content.knownValues { restore(value, of: group) }
        if !baseline.isEmpty, case .newValue = lane.kind { recall(group, key: words) }
        for (index, time) in content.times.enumerated() {
            heap[Int(groups[group].extra) + index] = time
        }
        if let completing = content.completing {
            looseByteCount += completing.byteCount
            groups[group].completing = completings.insert(completing)
        }
        if let episode = content.episode {
            looseByteCount += episode.byteCount
            groups[group].episode = episodes.insert(episode)
        }
        scheduleNext(group, lane, behind: time)
    }

    private mutating func restore(_ entry: GroupReader.Entry, of group: UInt32, _ lane: Lane) {
        addEntry(
            to: group,
            lane,
            at: entry.time,
            key: entry.key,
            numbers: entry.numbers,
            counting: entry.isCounted
        )
    }

    private mutating func appendEvidence(_ words: [UInt64], to group: UInt32) {
        var start = 0
        while start < words.count {
            let end = start + EvidenceBlock.wordCount(words[start])
            append(evidence: words[start..<end], to: group)
            start = end
        }
    }

    /// Adds a value that is known, unless it is there already.
    mutating func restore(_ value: KnownValue, of group: UInt32) {
        scratch.removeAll()
        GroupKey.append(
            value.tuple.map { [$0] },
            picked: Array(repeating: 0, count: value.tuple.count),
            prefix: 0,
            to: &scratch
        )
        addValue(to: group, since: value.since, latest: value.latest)
    }

    /// Puts the groups in the order of their latest match, those of one time in that of before.
    mutating func sortByRecency() {
        var order: [(latest: Int64, group: UInt32)] = []
        var group = stalest
        while group != 0 {
            order.append((groups[group].latest, group))
            group = groups[group].fresher
        }
        let sorted = order.enumerated().sorted { left, right in
            (left.element.latest, left.offset) < (right.element.latest, right.offset)
        }
        stalest = 0
        freshest = 0
        for (_, element) in sorted { append(element.group) }
    }
}
