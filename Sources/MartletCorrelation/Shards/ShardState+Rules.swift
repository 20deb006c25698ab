internal import MartletEngine
internal import MartletRules

/// Which rules have matches in the windows of groups, and in which order.
///
/// A block of times holds for each member when it matched last and, where the order counts, for each
/// row of rules when the latest one of its kind began: a row lies in the window if it began there.
extension ShardState {
    /// Before all times.
    private static let never = Int64.min

    mutating func makeTimes(_ lane: Lane) -> UInt32 {
        let block = heap.allocate(lane.timeCount)
        for index in 0..<lane.timeCount { setTime(ShardState.never, block, index) }
        return block
    }

    /// Notes that a member matches now.
    mutating func note(_ member: Int, in group: UInt32) {
        setTime(instant, groups[group].extra, member)
    }

    /// The current instant, which is later than never.
    private var instant: Int64 { max(now, ShardState.never + 1) }

    private func time(_ block: UInt32, _ index: Int) -> Int64 {
        Int64(bitPattern: heap[Int(block) + index])
    }

    private mutating func setTime(_ time: Int64, _ block: UInt32, _ index: Int) {
        heap[Int(block) + index] = UInt64(bitPattern: time)
    }

    /// Whether a member has a match from a time on.
    private func isPresent(_ member: Int, _ group: UInt32, from start: Int64) -> Bool {
        let time = time(groups[group].extra, member)
        return time != ShardState.never && time >= start
    }

    /// How many of the rules have a match from a time on or, where the order counts, are in the
    /// longest row since.
    func ruleCount(of group: UInt32, _ lane: Lane, from start: Int64) -> Int {
        let block = groups[group].extra
        guard case .temporalOrdered = lane.kind else {
            return lane.references.count { isPresent($0, group, from: start) }
        }
        let first = lane.members.count
        switch lane.rows {
        case .none: return 0
        case .complete:
            let began = time(block, first + lane.references.count - 1)
            return began != ShardState.never && began >= start ? lane.references.count : 0
        case .ofAnyLength:
            for length in stride(from: lane.references.count, to: 0, by: -1) {
                let began = time(
                    block,
                    first + Lane.rowIndex(lane.references.count - 1, length: length)
                )
                if began != ShardState.never, began >= start { return length }
            }
            return 0
        }
    }

    /// Whether an expression holds of the rules that have a match from a time on.
    func holds(_ condition: Condition, _ group: UInt32, _ lane: Lane, from start: Int64) -> Bool {
        switch condition {
        case .selection(let index):
            return isPresent(lane.references[index], group, from: start)
        case .and(let parts):
            return parts.allSatisfy { holds($0, group, lane, from: start) }
        case .or(let parts):
            return parts.contains { holds($0, group, lane, from: start) }
        case .not(let part):
            return !holds(part, group, lane, from: start)
        case .atLeast(let count, let indices):
            let present = indices.count {
                isPresent(lane.references[$0], group, from: start)
            }
            return present >= count
        }
    }

    // MARK: - Rows

    /// Goes on with rows, now that all matches of the instant are known: the next match of a row is
    /// strictly later than the one before.
    mutating func settleRows(of group: UInt32, _ lane: Lane) {
        switch lane.rows {
        case .none: return
        case .complete: settleCompleteRows(of: group, lane)
        case .ofAnyLength: settleRowsOfAnyLength(of: group, lane)
        }
    }

    private mutating func settleCompleteRows(of group: UInt32, _ lane: Lane) {
        let block = groups[group].extra
        let first = lane.members.count
        // From the last rule to the first, so that what came before the instant is still there.
        for (position, member) in lane.references.enumerated().reversed()
        where time(block, member) == instant {
            let began = position == 0 ? instant : time(block, first + position - 1)
            if began > time(block, first + position) { setTime(began, block, first + position) }
        }
    }

    /// A row of each length among the first rules of the list, for each number of these.
    private mutating func settleRowsOfAnyLength(of group: UInt32, _ lane: Lane) {
        let block = groups[group].extra
        let first = lane.members.count
        let count = lane.references.count
        let old = Array(
            heap.copy(from: Int(block) + first, count: Lane.rowIndex(count - 1, length: count) + 1)
        ).map { Int64(bitPattern: $0) }
        var best = Array(repeating: ShardState.never, count: count + 1)
        for (position, member) in lane.references.enumerated() {
            let isNow = time(block, member) == instant
            for length in 1...position + 1 {
                if isNow {
                    let began =
                        length == 1 ? instant : old[Lane.rowIndex(position - 1, length: length - 1)]
                    best[length] = max(best[length], began)
                }
                let index = Lane.rowIndex(position, length: length)
                setTime(max(old[index], best[length]), block, first + index)
            }
        }
    }
}

extension Lane {
    /// Which rows of rules must be followed.
    enum Rows {
        case none
        /// Those of all rules.
        case complete
        /// Those that leave rules out, too.
        case ofAnyLength
    }

    var rows: Rows {
        guard case .temporalOrdered = kind, !references.isEmpty else { return .none }
        switch requirement {
        case .inherent: return .complete
        case .thresholds: return .ofAnyLength
        case .expression: return .none
        }
    }

    /// How many words the times of a group take.
    var timeCount: Int {
        switch rows {
        case .none: members.count
        case .complete: members.count + references.count
        case .ofAnyLength: members.count + references.count * (references.count + 1) / 2
        }
    }

    /// Where the row of a length among the rules up to a position is kept.
    static func rowIndex(_ position: Int, length: Int) -> Int {
        position * (position + 1) / 2 + length - 1
    }
}
