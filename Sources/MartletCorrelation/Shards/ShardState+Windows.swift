internal import MartletEngine
internal import MartletRules

/// Where windows begin and end.
extension ShardState {
    /// Makes a group ready for its first match at an instant.
    mutating func begin(_ group: UInt32, _ lane: Lane, _ match: Int) {
        switch lane.kind {
        case .newValue(let learning): beginLearning(group, learning)
        case .absence: groups[group].isFollowed = false
        case .quiet:
            expire(group, before: Timespan.earlier(now, by: lane.timespan))
            beginQuiet(group, lane, match)
        default: beginWindow(group, lane)
        }
        refresh(group)
        alarms.set(group, at: expiry(of: group, lane), in: &groups)
    }

    private mutating func beginWindow(_ group: UInt32, _ lane: Lane) {
        switch lane.window {
        case .sliding where !lane.isDecidedAtClose:
            expire(group, before: Timespan.earlier(now, by: lane.timespan))
            return
        case .sliding:
            if !groups[group].hasWindow { openWindow(of: group, at: now) }
        case .tumbling:
            let start = Timespan.start(ofMultiple: lane.timespan, holding: now)
            if !groups[group].hasWindow || groups[group].start != start {
                openWindow(of: group, at: start)
            }
        case .session(let gap):
            let isHeld =
                groups[group].hasWindow
                && Timespan.isWithin(gap, from: groups[group].latest, to: now)
                && Timespan.isWithin(lane.timespan, from: groups[group].start, to: now)
            if !isHeld { openWindow(of: group, at: now) }
        }
    }

    private mutating func openWindow(of group: UInt32, at start: Int64) {
        clearWindow(of: group)
        groups[group].start = start
        groups[group].hasWindow = true
    }

    /// The last time of a window.
    func windowEnd(of group: UInt32, _ lane: Lane) -> Int64 {
        let end = Timespan.later(groups[group].start, by: lane.timespan)
        switch lane.window {
        case .sliding: return end
        case .tumbling:
            if end == Timespan.never { return end }
            return max(Timespan.earlier(end, by: 1), groups[group].start)
        case .session(let gap): return min(end, Timespan.later(groups[group].latest, by: gap))
        }
    }

    /// The time behind which nothing of the group's matches matters any more, but for what waits.
    @inline(__always)
    func expiry(of group: UInt32, _ lane: Lane) -> Int64 {
        switch lane.kind {
        case .newValue(let learning):
            return learning.forget.map { Timespan.later(groups[group].latest, by: $0) }
                ?? Timespan.never
        case .absence: return groups[group].latest
        case .quiet: return Timespan.later(groups[group].latest, by: lane.timespan)
        default:
            if groups[group].hasWindow { return windowEnd(of: group, lane) }
            return Timespan.later(groups[group].latest, by: lane.timespan)
        }
    }

    /// From when on matches are in the window at the current instant.
    @inline(__always)
    func windowStart(of group: UInt32, _ lane: Lane) -> Int64 {
        groups[group].hasWindow ? groups[group].start : Timespan.earlier(now, by: lane.timespan)
    }

    /// Forgets what is older than the window.
    mutating func expire(_ group: UInt32, before time: Int64) {
        while groups[group].oldest != 0, entries[groups[group].oldest].time < time {
            removeOldestEntry(of: group)
        }
        expireEvidence(of: group, before: time)
        expireValues(of: group, before: time)
    }

    /// Forgets all of the window.
    mutating func clearWindow(of group: UInt32) {
        if case .absence = lanes[Int(groups[group].lane)].kind { return }
        while groups[group].oldest != 0 { removeOldestEntry(of: group) }
        expireEvidence(of: group, before: nil)
        expireValues(of: group, before: nil)
        groups[group].hasWindow = false
    }
}
