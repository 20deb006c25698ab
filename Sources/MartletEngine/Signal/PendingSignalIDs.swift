/// The signals of a chunk whose identities are still to be filled in.
///
/// To hash an event is to wait for one multiplication after the other. So the events of a chunk that
/// match are hashed in the end, four at a time, whose multiplications overlap.
struct PendingSignalIDs: ~Copyable {
    struct Job: BitwiseCopyable {
        /// The event in the chunk.
        var start: Int
        var count: Int
        /// What else the identity is made of.
        var offset: Int
        var ruleSeed: UInt64
        /// Where its digits belong.
        var index: Int
    }

    /// An event that is being hashed.
    private struct Lane {
        var hasher: SignalID.Hasher
        var index: Int
    }

    private var jobs = Buffer(
        repeating: Job(start: 0, count: 0, offset: 0, ruleSeed: 0, index: 0),
        count: 64
    )
    private var count = 0

    /// Adds a signal.
    ///
    /// - Parameters:
    ///   - event: the event's range in the chunk.
    ///   - offset: where it stands, as its identity has it.
    ///   - ruleSeed: what the rule contributes.
    ///   - index: where the digits belong among the chunk's signals.
    mutating func add(event: Range<Int>, offset: Int, ruleSeed: UInt64, index: Int) {
        let job = Job(
            start: event.lowerBound,
            count: event.count,
            offset: offset,
            ruleSeed: ruleSeed,
            index: index
        )
        jobs.grow(to: count + 1, repeating: job)
        jobs[count] = job
        count += 1
    }

    /// Writes the identities of all signals that were added, and forgets them.
    mutating func fill(into signals: inout [UInt8], from chunk: ByteView) {
        guard count > 0 else { return }
        var next = 0
        if count >= 4 {
            var first = lane(0, chunk)
            var second = lane(1, chunk)
            var third = lane(2, chunk)
            var fourth = lane(3, chunk)
            next = 4
            while true {
                let wordCount = min(
                    min(first.hasher.wordCount, second.hasher.wordCount),
                    min(third.hasher.wordCount, fourth.hasher.wordCount)
                )
                for _ in 0..<wordCount {
                    first.hasher.addWord()
                    second.hasher.addWord()
                    third.hasher.addWord()
                    fourth.hasher.addWord()
                }
                guard replace(&first, &next, chunk, &signals),
                    replace(&second, &next, chunk, &signals),
                    replace(&third, &next, chunk, &signals),
                    replace(&fourth, &next, chunk, &signals)
                else { break }
            }
            finish(&first, &signals)
            finish(&second, &signals)
            finish(&third, &signals)
            finish(&fourth, &signals)
        }
        while next < count {
            var last = lane(next, chunk)
            finish(&last, &signals)
            next += 1
        }
        count = 0
    }

    private func lane(_ number: Int, _ chunk: ByteView) -> Lane {
        let job = jobs[number]
        return Lane(
            hasher: SignalID.Hasher(
                event: chunk.slice(from: job.start, count: job.count),
                offset: job.offset,
                ruleSeed: job.ruleSeed
            ),
            index: job.index
        )
    }

    /// Puts the next signal in the place of one whose words are all taken in; `false` if there is none.
    @inline(__always)
    private func replace(
        _ lane: inout Lane,
        _ next: inout Int,
        _ chunk: ByteView,
        _ signals: inout [UInt8]
    ) -> Bool {
        guard lane.hasher.wordCount == 0 else { return true }
        guard next < count else { return false }
        lane.hasher.finish().write(to: &signals, at: lane.index)
        lane = self.lane(next, chunk)
        next &+= 1
        return true
    }

    private func finish(_ lane: inout Lane, _ signals: inout [UInt8]) {
        lane.hasher.add(lane.hasher.wordCount)
        lane.hasher.finish().write(to: &signals, at: lane.index)
    }
}
