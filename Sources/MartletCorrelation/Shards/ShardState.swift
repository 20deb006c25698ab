internal import MartletEngine

/// The groups of one shard, and everything that is known of them.
///
/// Groups, matches and values are numbers into pools, so that a group of one match takes some 250
/// bytes and nothing is allocated for it alone.
///
/// What only asks, and is asked of every match, is inlined: to call it, the compiler would copy the
/// kilobyte that the state itself takes.
struct ShardState {
    /// A group that has matches at the current instant.
    struct Touch: BitwiseCopyable {
        var group: UInt32
        /// The last match that was taken in, as an index of ``matches``; `nil` if an earlier run had
        /// it.
        var match: Int?
        /// As which member it was taken in.
        var member: Int
        /// Where what is needed of it is kept, once the matches are gone; 0 before.
        var kept: UInt32 = 0
    }

    /// A firing that other correlations read, and its group.
    struct Firing {
        var match: MatchRecord
        var group: [FieldValue]
    }

    let lanes: [Lane]
    let options: Correlator.Options
    /// What groups know before their first match, by the words of their keys.
    var baseline: [[UInt64]: [KnownValue]]
    var inputNames: [String] = []

    var groups = Pool(blank: Group())
    var groupIndex = HashIndex()
    var heap = WordHeap()
    var entries = Pool(blank: MatchEntry())
    var keyIndex = HashIndex()
    var values = Pool(blank: ValueEntry())
    var valueIndex = HashIndex()
    var valueSets = Pool(blank: ValueSet())
    var numberSets = Pool(blank: NumberSet(isSorted: false))
    var absences = Pool(blank: PendingAbsence())
    var completings = Pool(blank: Completing())
    var episodes = Pool(blank: OpenEpisode.none)
    var alarms = AlarmQueue()
    /// The groups by their latest match.
    var stalest: UInt32 = 0
    var freshest: UInt32 = 0
    /// The memory of what has storage of its own: the values of completing matches, the evidence of
    /// episodes, sorted numbers.
    var looseByteCount = 0
    /// The latest instant.
    var now = Int64.min
    var touches: [Touch] = []
    var touchRoom = 0
    /// What is needed of matches of the current instant that earlier runs had.
    var kept = Pool(blank: Completing())
    /// The matches of the run.
    var matches: [MatchRecord] = []
    var scratch = WordWriter()

    var signals: [CorrelationSignal] = []
    var firings: [Firing] = []
    /// By lane.
    var counts: [CorrelationStatistics.Counts]

    init(
        lanes: [Lane],
        options: Correlator.Options,
        baseline: [[UInt64]: [KnownValue]] = [:]
    ) {
        self.baseline = baseline
        self.lanes = lanes
        self.options = options
        counts = Array(repeating: .init(), count: lanes.count)
    }

    // MARK: - Time

    /// Takes in what was delivered, and decides all that can be decided once every match up to a time
    /// is known.
    mutating func process(
        _ slices: ArraySlice<RouteSlice>,
        shard: Int,
        matches: [MatchRecord],
        through time: Int64
    ) {
        self.matches = matches
        for slice in slices {
            let words = slice.writer.words
            for delivery in slice.deliveries[shard] {
                let instant = delivery.time
                if instant > now {
                    finishInstant()
                    wakeGroups(through: instant - 1)
                    now = instant
                }
                take(delivery, words)
            }
        }
        if now <= time {
            finishInstant()
            wakeGroups(through: time)
        } else {
            keepTouches()
        }
        self.matches = []
    }

    /// Decides what the matches of the current instant come to, now that there are no more.
    private mutating func finishInstant() {
        for index in touches.indices {
            let touch = touches[index]
            guard touch.group != 0 else { continue }
            groups[touch.group].touch = 0
            settle(touch)
            release(touch.kept)
        }
        touches.removeAll(keepingCapacity: true)
    }

    /// Keeps what is needed of the matches of an instant that goes on in the next run.
    private mutating func keepTouches() {
        // Those of groups that were forgotten have gone; however long the instant is, they must not
        // add up.
        touches.removeAll { $0.group == 0 }
        for index in touches.indices {
            groups[touches[index].group].touch = UInt32(index + 1)
            guard touches[index].match != nil else { continue }
            let completing = completing(touches[index])
            release(touches[index].kept)
            looseByteCount += completing.byteCount
            touches[index].kept = kept.insert(completing)
            touches[index].match = nil
        }
    }

    /// Gives back what was kept of a match.
    mutating func release(_ number: UInt32) {
        guard number != 0 else { return }
        looseByteCount -= kept.remove(number).byteCount
    }

    /// What is needed of the last match that a group took in.
    func completing(_ touch: Touch) -> Completing {
        if let match = touch.match {
            let lane = lanes[Int(groups[touch.group].lane)]
            return Completing(matches[match], lane.members[touch.member])
        }
        return kept[touch.kept]
    }

    private mutating func wakeGroups(through time: Int64) {
        while let earliest = alarms.earliest, earliest <= time {
            let group = alarms.popEarliest(in: &groups)
            wake(group, at: earliest)
        }
    }
}
