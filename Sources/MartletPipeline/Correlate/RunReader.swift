internal import MartletCorrelation

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
