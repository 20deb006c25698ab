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
            var earlier: Route?
            for input in plan.inputs[matches[index].rule] {
                let lane = plan.lanes[input.lane]
                guard lane.level == level else { continue }
                earlier = route(matches, index, to: lane, input, behind: earlier)
            }
        }
    }

    /// Where a match went: most lanes that read a rule group by the same fields.
    private struct Route {
        var slots: [Int?]
        var member: Int
        /// The words of the group, if each slot has one value.
        var group: Range<Int>?
        var evidence: Delivery.Words
    }

    /// Routes a match to the groups of a lane, and takes over what it can of the lane before.
    private func route(
        _ matches: [MatchRecord],
        _ match: Int,
        to lane: Lane,
        _ input: LaneInput,
        behind earlier: Route?
    ) -> Route {
        let slots = lane.members[input.member].groupSlots
        var route = Route(
            slots: slots,
            member: input.member,
            evidence: evidence(matches, match, of: lane, input, behind: earlier)
        )
        let start = writer.words.count
        // Nearly every match has one value of each field.
        if let earlier, let group = earlier.group, earlier.slots == slots {
            GroupKey.append(group, prefix: UInt32(input.lane), to: &writer)
        } else if !GroupKey.append(
            onlyOf: matches[match].values,
            in: slots,
            prefix: UInt32(input.lane),
            to: &writer
        ) {
            routeToAll(matches, match, to: lane, input, route.evidence)
            return route
        }
        route.group = start..<writer.words.count
        deliver(matches, match, input, route.evidence, from: start)
        return route
    }

    /// Routes a match that has several values of a field, or none.
    private func routeToAll(
        _ matches: [MatchRecord],
        _ match: Int,
        to lane: Lane,
        _ input: LaneInput,
        _ evidence: Delivery.Words
    ) {
        let values = matches[match].values
        var factors: [[FieldValue]] = []
        for slot in lane.members[input.member].groupSlots {
            var found = slot.map { values[$0] } ?? []
            if found.isEmpty {
                guard lane.poolsMissing else {
                    noGroup[input.lane] += 1
                    return
                }
                found = [.missing]
            }
            factors.append(found)
        }
        var tuples = Tuples(factors)
        let count = min(tuples.count, GroupKey.productLimit)
        groupOverflow[input.lane] += tuples.count - count
        for _ in 0..<count {
            let start = writer.words.count
            GroupKey.append(
                factors,
                picked: tuples.picked,
                prefix: UInt32(input.lane),
                to: &writer
            )
            deliver(matches, match, input, evidence, from: start)
            tuples.advance()
        }
    }

    private func evidence(
        _ matches: [MatchRecord],
        _ match: Int,
        of lane: Lane,
        _ input: LaneInput,
        behind earlier: Route?
    ) -> Delivery.Words {
        let start = writer.words.count
        guard lane.keepsEvidence else { return Delivery.Words(from: start, to: start) }
        if let earlier, earlier.member == input.member, !earlier.evidence.isEmpty {
            return earlier.evidence
        }
        EvidenceBlock.append(
            time: matches[match].time,
            member: input.member,
            matches[match].place,
            to: &writer
        )
        return Delivery.Words(from: start, to: writer.words.count)
    }

    /// Sends a match to the group whose words were written last.
    private func deliver(
        _ matches: [MatchRecord],
        _ match: Int,
        _ input: LaneInput,
        _ evidence: Delivery.Words,
        from start: Int
    ) {
        let group = Delivery.Words(from: start, to: writer.words.count)
        let hash = Mixing.hash(writer.words, from: start, count: Int(group.count))
        deliveries[Int(hash & UInt64(deliveries.count - 1))].append(
            Delivery(
                hash: hash,
                time: matches[match].time,
                key: matches[match].key,
                match: UInt32(match),
                lane: UInt32(input.lane),
                member: UInt32(input.member),
                group: group,
                evidence: evidence
            )
        )
    }
}
