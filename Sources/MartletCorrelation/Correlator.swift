package import MartletEngine
internal import MartletRules

/// Turns matches in the order of time into the signals of correlations and quiet rules.
///
/// Driven by one thread, which lends its shards to an executor. What comes out does not depend on
/// how the matches are cut into pieces, nor on the threads of the executor. What is forgotten for
/// want of memory depends on the matches alone, too: at fixed places in their row, all shards are
/// looked at together and the stalest groups go.
package final class Correlator {
    /// How much is kept, and for how long.
    package struct Options: Sendable {
        /// How much memory groups and their matches may take; beyond it the stalest are forgotten.
        package var stateByteLimit = 256 << 20
        /// Whether a signal is given when its episode opens, and again when it closes.
        package var isStreaming = false
        /// Whether another run goes on where this one ends.
        package var isContinued = false
        /// What `new_value` correlations know before their first match.
        package var baseline: Baseline?

        package init(
            stateByteLimit: Int = 256 << 20,
            isStreaming: Bool = false,
            isContinued: Bool = false
        ) {
            self.stateByteLimit = stateByteLimit
            self.isStreaming = isStreaming
            self.isContinued = isContinued
        }

        /// Whether signals say if they may still change.
        var tellsState: Bool { isStreaming || isContinued }
    }

    /// Into so many shards groups are divided, by their hash.
    static let shardCount = 64
    /// Roughly what a group with a match and an episode takes beside its values.
    private static let groupByteCount = 1024
    /// At the end so many shards at a time tell what they have to say.
    private static let portionLength = 8
    /// Fewer matches than these are not worth a piece of work of their own.
    private static let sliceLength = 2048

    /// The names of the inputs by number, as signals show them; may grow.
    package var inputNames: [String] = []

    let plan: CorrelationPlan
    private let options: Options
    /// By level.
    let stages: [[Shard]]
    private var slices: [RouteSlice] = []
    /// By level, the matches of an instant that is not complete yet.
    private var waiting: [[MatchRecord]]
    private var noGroup: [Int]
    private var groupOverflow: [Int]
    private var matchCount = 0
    /// How many more bytes may be delivered, roughly, before memory is looked at.
    var room: Int
    private var signals: [CorrelationSignal] = []

    package init(_ plan: CorrelationPlan, options: Options) {
        self.plan = plan
        self.options = options
        let known = options.baseline.map { plan.known(in: $0) } ?? [:]
        stages = (0..<plan.levelCount).map { _ in
            (0..<Correlator.shardCount).map { _ in
                Shard(ShardState(lanes: plan.lanes, options: options, baseline: known))
            }
        }
        waiting = Array(repeating: [], count: plan.levelCount)
        noGroup = Array(repeating: 0, count: plan.lanes.count)
        groupOverflow = noGroup
        room = Correlator.roomBetweenLooks(options)
    }

    /// Takes the next matches, in the order of `MatchRecord.isInOrder`, none earlier than the
    /// matches before, and goes on to a time: every match up to and including it has been given.
    ///
    /// Windows that close by then are decided.
    package func advance(_ matches: [MatchRecord], to time: Int64, on executor: some ShardExecutor)
    {
        matchCount += matches.count
        var start = 0
        for index in matches.indices {
            room -= weight(of: index, in: matches)
            guard room <= 0 else { continue }
            let time = instantBefore(matches[index].time)
            run(matches, start..<index + 1, through: time, on: executor)
            start = index + 1
            makeRoom()
            room = Correlator.roomBetweenLooks(options)
        }
        run(matches, start..<matches.count, through: time, on: executor)
    }

    /// The input ends at this time: decides what closes by then, closes all episodes, counts what
    /// stays undecided.
    ///
    /// - Parameters:
    ///   - time: of the last match or event.
    ///   - executor: does the work of the shards.
    ///   - emit: takes what was decided since signals were taken last, in pieces and in no order: all
    ///     of it at once may be as much as groups take.
    /// - Throws: what that throws.
    package func finish<Failure: Error>(
        at time: Int64,
        on executor: some ShardExecutor,
        emit: ([CorrelationSignal]) throws(Failure) -> Void
    ) throws(Failure) {
        run([], 0..<0, through: time, on: executor)
        try tell(on: executor, emit) { $0.finish() }
    }

    /// The input ends at this time, and another run goes on from there: decides what closes by then,
    /// tells how far episodes have come, counts what is undecided so far, and keeps everything.
    ///
    /// - Parameters:
    ///   - time: of the last match or event.
    ///   - executor: does the work of the shards.
    ///   - emit: as for ``finish(at:on:emit:)``.
    /// - Throws: what that throws.
    package func pause<Failure: Error>(
        at time: Int64,
        on executor: some ShardExecutor,
        emit: ([CorrelationSignal]) throws(Failure) -> Void
    ) throws(Failure) {
        run([], 0..<0, through: time, on: executor)
        try tell(on: executor, emit) { $0.pause() }
    }

    private func tell<Failure: Error>(
        on executor: some ShardExecutor,
        _ emit: ([CorrelationSignal]) throws(Failure) -> Void,
        by telling: @Sendable (inout ShardState) -> Void
    ) throws(Failure) {
        for stage in stages {
            for start in stride(from: 0, to: stage.count, by: Correlator.portionLength) {
                let portion = stage[start..<min(start + Correlator.portionLength, stage.count)]
                executor.perform(count: portion.count) { telling(&portion[start + $0].state) }
                collectSignals(of: portion)
                if !signals.isEmpty { try emit(takeSignals()) }
            }
        }
    }

    /// What was decided since the last call, in the order of ``CorrelationSignal/isInOrder(_:_:)``.
    package func takeSignals() -> [CorrelationSignal] {
        let taken = signals.sorted(by: CorrelationSignal.isInOrder)
        signals = []
        return taken
    }

    /// Counts for the summary.
    package var statistics: CorrelationStatistics {
        var statistics = CorrelationStatistics(
            ruleCount: plan.ruleCount,
            correlationCount: plan.correlationCount
        )
        statistics.matches = matchCount
        for (index, lane) in plan.lanes.enumerated() {
            var counts = CorrelationStatistics.Counts()
            counts.noGroup = noGroup[index]
            counts.groupOverflow = groupOverflow[index]
            for shard in stages[lane.level] { counts.add(shard.state.counts[index]) }
            statistics.add(counts, of: lane.ordinal)
        }
        return statistics
    }

    /// How many groups something is known of.
    package var groupCount: Int {
        stages.joined().reduce(0) { $0 + $1.state.groups.liveCount }
    }

    /// How much memory groups take now.
    package var usedByteCount: Int {
        stages.joined().reduce(0) { $0 + $1.state.usedByteCount }
    }

    /// How much memory is taken for groups, whether in use or not.
    package var heldByteCount: Int {
        stages.joined().reduce(0) { $0 + $1.state.heldByteCount }
    }

    // MARK: - Runs

    /// Takes a range of matches through all levels, and decides what can be once every match up to a
    /// time is known.
    private func run(
        _ matches: [MatchRecord],
        _ range: Range<Int>,
        through time: Int64,
        on executor: some ShardExecutor
    ) {
        var firings: [ShardState.Firing] = []
        for level in stages.indices {
            if level == 0 {
                firings += stage(level, matches, range, through: time, on: executor)
                continue
            }
            let known = merged(matches[range], firings, level: level, through: time)
            firings += stage(level, known, known.indices, through: time, on: executor)
        }
    }

    /// Lets one level's shards take matches, and gives its firings.
    private func stage(
        _ level: Int,
        _ matches: [MatchRecord],
        _ range: Range<Int>,
        through time: Int64,
        on executor: some ShardExecutor
    ) -> [ShardState.Firing] {
        let plan = plan
        let length = max(Correlator.sliceLength, (range.count + 63) / 64)
        let sliceCount = (range.count + length - 1) / length
        while slices.count < sliceCount {
            slices.append(
                RouteSlice(shardCount: Correlator.shardCount, laneCount: plan.lanes.count)
            )
        }
        let used = slices[..<sliceCount]
        executor.perform(count: sliceCount) { number in
            let start = range.lowerBound + number * length
            let part = start..<min(start + length, range.upperBound)
            used[number].reset()
            used[number].fill(matches, part, plan: plan, level: level)
        }
        for slice in used {
            for lane in plan.lanes.indices {
                noGroup[lane] += slice.noGroup[lane]
                groupOverflow[lane] += slice.groupOverflow[lane]
            }
        }
        let shards = stages[level]
        let names = inputNames
        executor.perform(count: shards.count) { number in
            shards[number].state.inputNames = names
            shards[number].state.process(used, shard: number, matches: matches, through: time)
        }
        collectSignals(of: shards)
        var firings: [ShardState.Firing] = []
        for shard in shards where !shard.state.firings.isEmpty {
            firings += shard.state.firings
            shard.state.firings.removeAll()
        }
        return firings
    }

    private func collectSignals(of shards: some Sequence<Shard>) {
        for shard in shards where !shard.state.signals.isEmpty {
            signals += shard.state.signals
            shard.state.signals.removeAll()
        }
    }

    /// What a level reads, in the order of evidence: base matches and the firings of lower levels.
    private func merged(
        _ matches: ArraySlice<MatchRecord>,
        _ firings: [ShardState.Firing],
        level: Int,
        through time: Int64
    ) -> [MatchRecord] {
        func isRead(_ match: MatchRecord) -> Bool {
            plan.inputs[match.rule].contains { plan.lanes[$0.lane].level == level }
        }
        let base = waiting[level] + matches.filter(isRead)
        let end = base.firstIndex { $0.time > time } ?? base.endIndex
        // Firings of an instant come once it is complete; what goes before them waits.
        waiting[level] = Array(base[end...])
        let fired = firings.filter { isRead($0.match) }.sorted { left, right in
            if MatchRecord.isInOrder(left.match, right.match) { return true }
            if MatchRecord.isInOrder(right.match, left.match) { return false }
            return left.group.lexicographicallyPrecedes(right.group)
        }
        if fired.isEmpty { return Array(base[..<end]) }
        var merged: [MatchRecord] = []
        merged.reserveCapacity(end + fired.count)
        var next = 0
        for firing in fired {
            while next < end, !MatchRecord.isInOrder(firing.match, base[next]) {
                merged.append(base[next])
                next += 1
            }
            merged.append(firing.match)
        }
        return merged + base[next..<end]
    }

    // MARK: - Memory

    /// How much memory a match may take in all the groups that it joins, roughly.
    ///
    /// It is named by its index, because a copy would cost more.
    private func weight(of index: Int, in matches: [MatchRecord]) -> Int {
        var weight = 0
        var product = 1
        var slots: [Int?] = []
        for input in plan.inputs[matches[index].rule] {
            let member = plan.lanes[input.lane].members[input.member]
            // Most lanes that read a rule group by the same fields.
            if member.groupSlots != slots {
                slots = member.groupSlots
                product = 1
                for slot in slots {
                    let count = slot.map { matches[index].values.valueCount(of: $0) } ?? 0
                    product = min(product * max(count, 1), GroupKey.productLimit)
                }
            }
            weight += product * Correlator.groupByteCount
        }
        // Of the values each group has some, and what each lane has of the rest is about as much.
        return weight + weight / Correlator.groupByteCount * matches[index].textByteCount
    }

    /// Memory is looked at before much of it can have been taken: a sixteenth of the limit.
    private static func roomBetweenLooks(_ options: Options) -> Int {
        max(options.stateByteLimit / 16, 64 * groupByteCount)
    }

    private func instantBefore(_ time: Int64) -> Int64 { time == .min ? time : time - 1 }

    /// Has room for what comes until the next look.
    func makeRoom() {
        evict()
        // Groups of another kind than before leave what those had taken.
        var held = heldByteCount
        let goal = options.stateByteLimit - options.stateByteLimit / 16
        for shard in stages.joined() where held > goal && shard.state.isLoose {
            held -= shard.state.heldByteCount
            shard.state.compact()
            held += shard.state.heldByteCount
        }
    }

    /// Forgets the stalest groups of all until there is room again.
    private func evict() {
        var used = usedByteCount
        // What may come until the next look has to find room, too, and so has what is free between
        // blocks in use.
        let sixteenth = options.stateByteLimit / 16
        guard used > options.stateByteLimit - 2 * sixteenth else { return }
        // Some more than needed, so that not every look finds too much.
        let goal = options.stateByteLimit - 3 * sixteenth
        var candidates = stages.joined().map { Candidate($0) }
        // Among groups of one time the largest shard has to give, or some would be emptied and keep
        // what they took.
        while used > goal,
            let stalest = candidates.indices.min(by: { candidates[$0] < candidates[$1] }),
            candidates[stalest].time != nil
        {
            used -= candidates[stalest].evict()
        }
        for stage in stages { collectSignals(of: stage) }
    }

    /// A shard that may have to forget a group.
    private struct Candidate: Comparable {
        let shard: Shard
        var time: Int64?
        var usedByteCount: Int

        init(_ shard: Shard) {
            self.shard = shard
            time = shard.state.stalestTime
            usedByteCount = shard.state.usedByteCount
        }

        /// Forgets the stalest group, and says how much memory that frees.
        mutating func evict() -> Int {
            let freed = shard.state.evictStalest()
            time = shard.state.stalestTime
            usedByteCount -= freed
            return freed
        }

        static func < (left: Candidate, right: Candidate) -> Bool {
            guard let first = left.time else { return false }
            guard let second = right.time else { return true }
            if first != second { return first < second }
            return left.usedByteCount > right.usedByteCount
        }

        static func == (left: Candidate, right: Candidate) -> Bool {
            left.time == right.time && left.usedByteCount == right.usedByteCount
        }
    }
}
