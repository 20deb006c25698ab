internal import MartletEngine

/// How much memory a shard takes.
extension ShardState {
    /// How much memory the groups take, what is in reserve for more of them included.
    ///
    /// It depends on the groups alone, not on what there was before them, so that what is forgotten
    /// for want of memory does so, too.
    var usedByteCount: Int {
        groups.liveByteCount + groupIndex.liveByteCount + heap.liveByteCount
            + entries.liveByteCount + keyIndex.liveByteCount
            + values.liveByteCount + valueIndex.liveByteCount + valueSets.liveByteCount
            + numberSets.liveByteCount + absences.liveByteCount + completings.liveByteCount
            + kept.liveByteCount + episodes.liveByteCount + alarms.liveByteCount
            + [Touch].capacity(grownToHold: touches.count) * MemoryLayout<Touch>.stride
            + looseByteCount
    }

    /// How much memory is taken, whether in use or not.
    var heldByteCount: Int {
        groups.heldByteCount + groupIndex.heldByteCount + heap.heldByteCount
            + entries.heldByteCount + keyIndex.heldByteCount
            + values.heldByteCount + valueIndex.heldByteCount + valueSets.heldByteCount
            + numberSets.heldByteCount + absences.heldByteCount + completings.heldByteCount
            + kept.heldByteCount + episodes.heldByteCount + alarms.heldByteCount
            + touchRoom * MemoryLayout<Touch>.stride
            + looseByteCount
    }

    /// Whether much is taken that is not in use: what groups are made of has changed.
    var isLoose: Bool { touches.isEmpty && heldByteCount > usedByteCount + usedByteCount / 16 }

    /// Forgets all groups, which is cheaper than to forget each of them.
    mutating func removeAllGroups() { self = withoutGroups() }

    /// What goes on from here without any group.
    private func withoutGroups() -> ShardState {
        var fresh = ShardState(lanes: lanes, options: options)
        fresh.inputNames = inputNames
        fresh.now = now
        fresh.counts = counts
        fresh.signals = signals
        fresh.firings = firings
        return fresh
    }

    /// Takes all groups over into memory of their own size; no instant may have begun.
    mutating func compact() {
        var fresh = withoutGroups()
        var writer = GroupWriter()
        var inputs: [Int] = []
        var group = stalest
        while group != 0 {
            writer.append(group, of: self)
            let (bytes, freshInputs) = writer.take()
            inputs += freshInputs
            let lane = Int(groups[group].lane)
            var reader = GroupReader(
                RecordReader(bytes[...]),
                lane: lanes[lane],
                inputs: inputs,
                carriedNames: lanes[lane].carriedNames
            )
            let key = Int(groups[group].key)
            let words = Array(heap.copy(from: key, count: GroupKey.wordCount(heap[key])))
            guard let content = try? reader.read(),
                (try? fresh.restore(
                    content,
                    lane: lane,
                    hash: Mixing.hash(words, from: 0, count: words.count),
                    key: words,
                    at: now
                )) != nil
            else { preconditionFailure("a group is read as it was written") }
            group = groups[group].fresher
        }
        fresh.baseline = baseline
        self = fresh
    }
}
