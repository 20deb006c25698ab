/// The records of several sorted runs of a file, in order.
struct RunMerge<Record: SortedRecord> {
    /// A run, and the record that comes next in it.
    private struct Head {
        var record: Record
        /// Decides nearly always, without a look at the records.
        var precedence: Precedence
        var run: Int

        init(_ record: Record, of run: Int) {
            self.record = record
            precedence = record.precedence
            self.run = run
        }
    }

    private var runs: [RunReader]
    /// A heap: none of the two heads that follow one, at twice its index, belongs in front of it.
    private var heads: [Head] = []

    package init(
        _ file: TemporaryFile,
        runs ranges: [Range<Int>],
        byteLimit: Int
    ) throws(PipelineError) {
        let share = byteLimit / max(ranges.count, 1)
        let blockByteCount = min(max(share, RunReader.leastBlockByteCount), 1 << 18)
        runs = ranges.map { RunReader(file, range: $0, blockByteCount: blockByteCount) }
        for run in runs.indices {
            guard let record = try runs[run].next(Record.self) else { continue }
            heads.append(Head(record, of: run))
            var index = heads.count - 1
            while index > 0, precedes(index, (index - 1) / 2) {
                heads.swapAt(index, (index - 1) / 2)
                index = (index - 1) / 2
            }
        }
    }

    /// The next record; `nil` behind the last.
    package mutating func next() throws(PipelineError) -> Record? {
        guard let head = heads.first else { return nil }
        if let record = try runs[head.run].next(Record.self) {
            heads[0] = Head(record, of: head.run)
        } else {
            heads[0] = heads[heads.count - 1]
            heads.removeLast()
        }
        sink()
        return head.record
    }

    /// Lets the first head find its place.
    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heads.count && precedes(child, least) {
                least = child
            }
            if least == index { return }
            heads.swapAt(index, least)
            index = least
        }
    }

    /// Equal records come in the order of their runs.
    private func precedes(_ left: Int, _ right: Int) -> Bool {
        if heads[left].precedence != heads[right].precedence {
            return heads[left].precedence < heads[right].precedence
        }
        let (left, right) = (heads[left], heads[right])
        if Record.isInOrder(left.record, right.record) { return true }
        return left.run < right.run && !Record.isInOrder(right.record, left.record)
    }
}
