internal import MartletEngine

/// Where the latest matches of groups are.
extension ShardState {
    /// Keeps the place of a match, and lets go of one that it makes superfluous.
    mutating func addEvidence(
        _ words: ArraySlice<UInt64>,
        of member: Int,
        to group: UInt32,
        _ lane: Lane
    ) {
        guard !words.isEmpty else { return }
        append(evidence: words, to: group)
        guard lane.members.count == 1 else {
            removeSuperfluousEvidence(of: member, group, lane)
            return
        }
        if Int(groups[group].evidenceCount) > lane.evidenceLimit {
            removeEvidence(groups[group].oldestEvidence, behind: 0, of: group)
        }
    }

    /// Keeps a block of evidence, behind all others.
    mutating func append(evidence words: ArraySlice<UInt64>, to group: UInt32) {
        let block = heap.store(words)
        let newest = groups[group].newestEvidence
        if newest == 0 {
            groups[group].oldestEvidence = block
        } else {
            setNext(block, behind: newest)
        }
        groups[group].newestEvidence = block
        if lanes[Int(groups[group].lane)].members.count == 1 { groups[group].evidenceCount += 1 }
    }

    /// Forgets evidence from before a time, or all of it.
    mutating func expireEvidence(of group: UInt32, before time: Int64?) {
        while groups[group].oldestEvidence != 0 {
            let block = groups[group].oldestEvidence
            if let time, Int64(bitPattern: heap[Int(block) + 1]) >= time { return }
            removeEvidence(block, behind: 0, of: group)
        }
    }

    /// The words of all evidence of a group.
    func evidence(of group: UInt32) -> [UInt64] {
        var words: [UInt64] = []
        var block = groups[group].oldestEvidence
        while block != 0 {
            let header = heap[Int(block)]
            words += heap.copy(from: Int(block), count: EvidenceBlock.wordCount(header))
            block = EvidenceBlock.next(header)
        }
        return words
    }

    /// Removes a member's oldest evidence if there is too much of it.
    private mutating func removeSuperfluousEvidence(
        of member: Int,
        _ group: UInt32,
        _ lane: Lane
    ) {
        var count = 0
        var oldest: (block: UInt32, previous: UInt32)?
        var previous: UInt32 = 0
        var block = groups[group].oldestEvidence
        while block != 0 {
            if EvidenceBlock.member(heap[Int(block) + 2]) == member {
                count += 1
                if oldest == nil { oldest = (block, previous) }
            }
            previous = block
            block = EvidenceBlock.next(heap[Int(block)])
        }
        if count > lane.evidenceLimit, let oldest {
            removeEvidence(oldest.block, behind: oldest.previous, of: group)
        }
    }

    private mutating func removeEvidence(
        _ block: UInt32,
        behind previous: UInt32,
        of group: UInt32
    ) {
        let header = heap[Int(block)]
        let next = EvidenceBlock.next(header)
        if previous == 0 {
            groups[group].oldestEvidence = next
        } else {
            setNext(next, behind: previous)
        }
        if next == 0 { groups[group].newestEvidence = previous }
        if groups[group].evidenceCount > 0 { groups[group].evidenceCount -= 1 }
        heap.deallocate(block)
    }

    private mutating func setNext(_ next: UInt32, behind block: UInt32) {
        let count = EvidenceBlock.wordCount(heap[Int(block)])
        heap[Int(block)] = EvidenceBlock.header(wordCount: count, next: next)
    }
}
