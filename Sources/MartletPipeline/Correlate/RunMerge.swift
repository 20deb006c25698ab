internal import MartletCorrelation

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

/// Reads a run from a file, a block at a time.
package struct RunReader {
    /// Less is not worth a call.
    static let leastBlockByteCount = 4096

    private let file: TemporaryFile
    private let blockByteCount: Int
    /// What is left of the run in the file.
    private var rest: Range<Int>
    private var block: [UInt8] = []
    private var position = 0

    package init(_ file: TemporaryFile, range: Range<Int>, blockByteCount: Int) {
        self.file = file
        self.blockByteCount = blockByteCount
        rest = range
    }

    /// The next record of the run; `nil` behind the last.
    ///
    /// - Throws: when the file cannot be read, or does not hold what was written to it.
    package mutating func next<Record: SortedRecord>(
        _: Record.Type
    ) throws(PipelineError) -> Record? {
        // A length takes ten bytes at most.
        try fill(10)
        if position == block.count { return nil }
        var reader = RecordReader(block[position...])
        guard let length = try? reader.readNumber(), length >= 0,
            length <= reader.count + rest.count
        else { throw file.damage() }
        position = block.count - reader.count
        try fill(length)
        guard position + length <= block.count,
            let record = Record.read(block[position..<position + length])
        else { throw file.damage() }
        position += length
        return record
    }

    /// Has so many bytes at hand, unless the run ends before.
    private mutating func fill(_ count: Int) throws(PipelineError) {
        guard block.count - position < count, !rest.isEmpty else { return }
        // A new array of the size that is needed: one that grows takes twice as much.
        let left = block[position...]
        let wanted = min(max(blockByteCount, count) - left.count, rest.count)
        let bytes = try file.read(at: rest.lowerBound, count: wanted)
        guard bytes.count == wanted else { throw file.damage() }
        rest = rest.lowerBound + wanted..<rest.upperBound
        block = left + bytes
        position = 0
    }
}
