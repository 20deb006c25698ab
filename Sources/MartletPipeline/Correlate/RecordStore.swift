internal import MartletCorrelation

/// Records in memory, as bytes: what they take grows block by block, and is never doubled.
package struct RecordStore<Record: SortedRecord> {
    /// A record.
    private struct Entry {
        var precedence: Precedence
        /// Decides the last ties.
        var number: UInt32
        var block: UInt32
        var start: UInt32
        var count: UInt32
    }

    private let blockByteCount: Int
    private var blocks: [[UInt8]] = []
    private var entries: [Entry] = []
    private var entryRoom = 0
    private var blocksByteCount = 0

    /// Prepares to hold records.
    ///
    /// - Parameter byteLimit: what they shall take; blocks are a small part of it.
    package init(byteLimit: Int) {
        blockByteCount = min(max(byteLimit / 32, 512), 1 << 18)
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var indices: Range<Int> { entries.indices }

    /// The bytes of a record.
    package subscript(index: Int) -> ArraySlice<UInt8> {
        RecordStore.bytes(of: entries[index], in: blocks)
    }

    /// How much memory it takes with one more record, what sorting needs included.
    package func byteCount(withRecordOf count: Int) -> Int {
        let entryByteCount = MemoryLayout<Entry>.stride * 3 / 2
        return blocksByteCount + (hasRoom(for: count) ? 0 : max(count, blockByteCount))
            + [Entry].capacity(grownToHold: entries.count + 1) * entryByteCount
    }

    /// Adds a record, whose bytes are these.
    package mutating func append(_ bytes: [UInt8], precedence: Precedence) {
        if !hasRoom(for: bytes.count) {
            var block: [UInt8] = []
            block.reserveCapacity(max(bytes.count, blockByteCount))
            blocksByteCount += block.capacity
            blocks.append(block)
        }
        let block = blocks.count - 1
        entries.grow(toHold: entries.count + 1, room: &entryRoom)
        entries.append(
            Entry(
                precedence: precedence,
                number: UInt32(entries.count),
                block: UInt32(block),
                start: UInt32(blocks[block].count),
                count: UInt32(bytes.count)
            )
        )
        blocks[block] += bytes
    }

    /// Puts the records in order.
    package mutating func sort() {
        // Not all of it, or the entries would be copied.
        let blocks = blocks
        func record(_ entry: Entry) -> Record? {
            Record.read(RecordStore.bytes(of: entry, in: blocks))
        }
        entries.sort { left, right in
            if left.precedence != right.precedence { return left.precedence < right.precedence }
            guard let first = record(left), let second = record(right) else {
                return left.number < right.number
            }
            if Record.isInOrder(first, second) { return true }
            return !Record.isInOrder(second, first) && left.number < right.number
        }
    }

    private func hasRoom(for count: Int) -> Bool {
        guard let last = blocks.last else { return false }
        return last.count + count <= last.capacity
    }

    private static func bytes(of entry: Entry, in blocks: [[UInt8]]) -> ArraySlice<UInt8> {
        let start = Int(entry.start)
        return blocks[Int(entry.block)][start..<start + Int(entry.count)]
    }
}
