internal import MartletEngine
internal import MartletRules

/// When groups fire.
extension ShardState {
    /// Looks at a group whose matches of the current instant are all there.
    mutating func settle(_ touch: Touch) {
        let group = touch.group
        let lane = lanes[Int(groups[group].lane)]
        switch lane.kind {
        case .quiet: return settleQuiet(group)
        case .newValue(let learning): return settleNewValues(touch, lane, learning)
        case .absence: return settleAbsence(group, lane)
        case .temporalOrdered: settleRows(of: group, lane)
        default: break
        }
        if lane.isDecidedAtClose {
            keepCompleting(touch)
            return
        }
        let start = windowStart(of: group, lane)
        guard let value = outcome(of: group, lane, from: start) else {
            notePending(group, lane)
            return
        }
        let firing = FiringOutcome(
            time: now,
            last: now,
            first: entries[groups[group].oldest].time,
            before: groups[group].seen - toldCount(of: group, lane),
            seen: groups[group].seen,
            value: value.number
        )
        fire(firing, group, lane) { $0.completing(touch) }
    }

    /// How many matches of the window count if it opens an episode: what repeats only what lies
    /// before the window counts too.
    private func toldCount(of group: UInt32, _ lane: Lane) -> Int {
        Int(lane.countsKeys ? groups[group].keyCount : groups[group].counted)
    }

    /// Does what a group has to do at a time, behind all matches of that time.
    mutating func wake(_ group: UInt32, at time: Int64) {
        let lane = lanes[Int(groups[group].lane)]
        if lane.isDecidedAtClose, groups[group].hasWindow, windowEnd(of: group, lane) <= time {
            close(group, lane, at: time)
        }
        fireAbsences(of: group, lane, through: time)
        let episode = groups[group].episode
        if episode != 0,
            Timespan.later(episodes[episode].latest, by: lane.episode.keepAlive) <= time
        {
            closeEpisode(of: group)
        }
        scheduleNext(group, lane, behind: time)
    }

    /// Sets the next alarm, or forgets a group of which nothing is left.
    mutating func scheduleNext(_ group: UInt32, _ lane: Lane, behind time: Int64) {
        var next: Int64?
        func propose(_ candidate: Int64) { next = min(next ?? candidate, candidate) }
        let expiry = expiry(of: group, lane)
        let isWaiting = lane.isDecidedAtClose ? groups[group].hasWindow : expiry > time
        if isWaiting { propose(expiry) }
        if let absence = firstAbsence(of: group, lane) {
            propose(Timespan.later(absences[absence].time, by: lane.timespan))
        }
        let episode = groups[group].episode
        if episode != 0 {
            propose(Timespan.later(episodes[episode].latest, by: lane.episode.keepAlive))
        }
        if let next {
            alarms.set(group, at: next, in: &groups)
        } else {
            drop(group)
        }
    }

    /// Decides a window as a whole.
    private mutating func close(_ group: UInt32, _ lane: Lane, at time: Int64) {
        if let value = outcome(of: group, lane, from: groups[group].start) {
            let firing = FiringOutcome(
                time: time,
                last: entries[groups[group].newest].time,
                first: entries[groups[group].oldest].time,
                before: groups[group].seen - Int(groups[group].counted),
                seen: groups[group].seen,
                value: value.number
            )
            fire(firing, group, lane) { $0.completings[$0.groups[group].completing] }
        }
        clearWindow(of: group)
        dropCompleting(of: group)
    }

    // MARK: - Conditions

    /// What was compared with a condition that holds, if it is a number.
    private struct Outcome {
        var number: Quantity?
    }

    /// What was compared, if the condition holds of the window that begins at a time.
    @inline(__always)
    private func outcome(
        of group: UInt32,
        _ lane: Lane,
        from start: Int64
    ) -> Outcome? {
        switch lane.requirement {
        case .inherent:
            return ruleCount(of: group, lane, from: start) == lane.references.count
                ? Outcome(number: nil) : nil
        case .expression(let condition):
            return holds(condition, group, lane, from: start) ? Outcome(number: nil) : nil
        case .thresholds(let thresholds):
            guard let number = quantity(of: group, lane, from: start),
                number.satisfies(thresholds)
            else { return nil }
            return Outcome(number: number)
        }
    }

    /// The number that is compared; `nil` if there is none.
    @inline(__always)
    private func quantity(of group: UInt32, _ lane: Lane, from start: Int64) -> Quantity? {
        switch lane.kind {
        case .eventCount: .whole(Int128(groups[group].keyCount))
        case .valueCount: .whole(Int128(valueCount(of: group)))
        case .aggregate(let aggregate): self.aggregate(aggregate, of: group)
        case .temporal, .temporalOrdered:
            .whole(Int128(ruleCount(of: group, lane, from: start)))
        case .newValue, .absence, .quiet: nil
        }
    }

    private func aggregate(_ aggregate: Correlation.Aggregate, of group: UInt32) -> Quantity? {
        let set = groups[group].extra
        guard numberSets[set].count > 0 else { return nil }
        let result: Quantity
        switch aggregate {
        case .sum: result = sum(of: group)
        case .average:
            result = .fraction(sum(of: group).double / Double(numberSets[set].count))
        case .percentile(let percentile):
            guard let number = numberSets[set].percentile(percentile) else { return nil }
            result = .fraction(number)
        }
        return result.double.isFinite ? result : nil
    }

    /// The sum of the numbers in the window.
    ///
    /// - Complexity: O(1) for whole numbers, O(*n*) in the window's matches once there are fractions:
    ///   their sum depends on the order of adding.
    private func sum(of group: UInt32) -> Quantity {
        let set = groups[group].extra
        if numberSets[set].fractionCount == 0 { return .whole(numberSets[set].wholeSum) }
        var sum = 0.0
        var number = groups[group].oldest
        while number != 0 {
            if entries[number].leads, entries[number].numbers != 0 {
                for value in numbers(in: entries[number].numbers) { sum += value.double }
            }
            number = entries[number].next
        }
        return .fraction(sum)
    }

    // MARK: - The completing match of windows that close

    private mutating func keepCompleting(_ touch: Touch) {
        let completing = completing(touch)
        dropCompleting(of: touch.group)
        looseByteCount += completing.byteCount
        groups[touch.group].completing = completings.insert(completing)
    }

    mutating func dropCompleting(of group: UInt32) {
        let number = groups[group].completing
        guard number != 0 else { return }
        looseByteCount -= completings.remove(number).byteCount
        groups[group].completing = 0
    }
}
