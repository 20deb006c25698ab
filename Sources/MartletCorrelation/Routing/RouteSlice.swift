internal import MartletEngine

/// A part of the matches, sorted by where they go.
///
/// Filled by one thread, then read by others.
// SAFETY: the executor's call returns between the filling and the reading, and each slice is filled
// by one piece of work alone.
final class RouteSlice: @unchecked Sendable {
    /// By shard, in the order of the matches.
    private(set) var deliveries: [[Delivery]]
    private(set) var writer = WordWriter()
    /// By lane: matches in no group, and groups beyond the limit.
    private(set) var noGroup: [Int]
    private(set) var groupOverflow: [Int]

    init(shardCount: Int, laneCount: Int) {
        deliveries = Array(repeating: [], count: shardCount)
        noGroup = Array(repeating: 0, count: laneCount)
        groupOverflow = Array(repeating: 0, count: laneCount)
    }

    /// Forgets what was delivered and keeps the storage.
    func reset() {
        for shard in deliveries.indices { deliveries[shard].removeAll(keepingCapacity: true) }
        writer.removeAll()
        for lane in noGroup.indices {
            noGroup[lane] = 0
            groupOverflow[lane] = 0
        }
    }

    /// Routes matches to the groups of the lanes of one level.
    func fill(_ matches: [MatchRecord], _ range: Range<Int>, plan: CorrelationPlan, level: Int) {
        for index in range {
            for input in plan.inputs[matches[index].rule] {
                let lane = plan.lanes[input.lane]
                if lane.level == level { route(matches[index].values, index, to: lane, input) }
            }
        }
    }

    private func route(_ all: [[FieldValue]], _ match: Int, to lane: Lane, _ input: LaneInput) {
        let slots = lane.members[input.member].groupSlots
        var values: [[FieldValue]] = []
        values.reserveCapacity(slots.count)
        for slot in slots {
            var found = slot.map { all[$0] } ?? []
            if found.isEmpty {
                guard lane.poolsMissing else {
                    noGroup[input.lane] += 1
                    return
                }
                found = [.missing]
            }
            values.append(found)
        }
        if values.allSatisfy({ $0.count == 1 }) {
            deliver(values, picked: lane.firstOfEach, match, input)
            return
        }
        var tuples = Tuples(values)
        let count = min(tuples.count, GroupKey.productLimit)
        groupOverflow[input.lane] += tuples.count - count
        for _ in 0..<count {
            deliver(values, picked: tuples.picked, match, input)
            tuples.advance()
        }
    }

    private func deliver(
        _ values: [[FieldValue]],
        picked: [Int],
        _ match: Int,
        _ input: LaneInput
    ) {
        let start = writer.words.count
        GroupKey.append(values, picked: picked, prefix: UInt32(input.lane), to: &writer)
        let wordCount = writer.words.count - start
        let hash = Mixing.hash(writer.words, from: start, count: wordCount)
        deliveries[Int(hash & UInt64(deliveries.count - 1))].append(
            Delivery(
                hash: hash,
                match: UInt32(match),
                wordStart: UInt32(start),
                wordCount: UInt32(wordCount),
                lane: UInt32(input.lane),
                member: UInt32(input.member)
            )
        )
    }
}
