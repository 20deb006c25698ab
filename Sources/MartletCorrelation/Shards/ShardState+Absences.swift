internal import MartletEngine

/// Matches of an absence's first rule that wait for one of the second.
extension ShardState {
    /// Takes a match of either rule.
    mutating func takeAbsence(
        _ group: UInt32,
        _ lane: Lane,
        _ delivery: Delivery,
        _ words: [UInt64]
    ) {
        let member = Int(delivery.member)
        if lane.references.dropFirst().contains(member) { groups[group].isFollowed = true }
        guard member == lane.references.first else { return }
        groups[group].seen += 1
        var number = groups[group].newest
        if number == 0 || absences[number].time != now {
            var absence = PendingAbsence()
            absence.time = now
            absence.before = groups[group].seen - 1
            append(absence, to: group)
            number = groups[group].newest
        }
        looseByteCount -= absences[number].byteCount
        absences[number].seen = groups[group].seen
        absences[number].completing = Completing(
            matches[Int(delivery.match)],
            lane.members[member]
        )
        addEvidence(delivery.evidence(of: words), toAbsence: number, lane)
        looseByteCount += absences[number].byteCount
    }

    /// Lets an instant wait, behind all others.
    mutating func append(_ absence: PendingAbsence, to group: UInt32) {
        looseByteCount += absence.byteCount
        let number = absences.insert(absence)
        if groups[group].newest == 0 {
            groups[group].oldest = number
        } else {
            absences[groups[group].newest].next = number
        }
        groups[group].newest = number
        groups[group].entryCount += 1
    }

    private mutating func addEvidence(
        _ block: ArraySlice<UInt64>,
        toAbsence number: UInt32,
        _ lane: Lane
    ) {
        absences[number].evidence += block
        var count = 0
        var start = 0
        let words = absences[number].evidence
        while start < words.count {
            start += EvidenceBlock.wordCount(words[start])
            count += 1
        }
        if count > lane.evidenceLimit {
            absences[number].evidence.removeFirst(EvidenceBlock.wordCount(words[0]))
        }
    }

    /// Lets a match of the second rule end all waiting, or begins to wait.
    mutating func settleAbsence(_ group: UInt32, _ lane: Lane) {
        if groups[group].isFollowed {
            dropAbsences(of: group)
        } else if let absence = firstAbsence(of: group, lane) {
            let time = Timespan.later(absences[absence].time, by: lane.timespan)
            alarms.set(group, at: time, in: &groups)
        }
    }

    /// The instant that has waited longest.
    func firstAbsence(of group: UInt32, _ lane: Lane) -> UInt32? {
        guard case .absence = lane.kind, groups[group].oldest != 0 else { return nil }
        return groups[group].oldest
    }

    mutating func fireAbsences(of group: UInt32, _ lane: Lane, through time: Int64) {
        while let number = firstAbsence(of: group, lane),
            Timespan.later(absences[number].time, by: lane.timespan) <= time
        {
            let absence = absences[number]
            let firing = FiringOutcome(
                time: time,
                last: absence.time,
                first: absence.time,
                before: absence.before,
                seen: absence.seen
            )
            fire(firing, group, lane, evidence: absence.evidence) { _ in absence.completing }
            removeFirstAbsence(of: group)
        }
    }

    mutating func dropAbsences(of group: UInt32) {
        guard case .absence = lanes[Int(groups[group].lane)].kind else { return }
        while groups[group].oldest != 0 { removeFirstAbsence(of: group) }
    }

    private mutating func removeFirstAbsence(of group: UInt32) {
        let absence = absences.remove(groups[group].oldest)
        looseByteCount -= absence.byteCount
        groups[group].oldest = absence.next
        if absence.next == 0 { groups[group].newest = 0 }
        groups[group].entryCount -= 1
    }
}
