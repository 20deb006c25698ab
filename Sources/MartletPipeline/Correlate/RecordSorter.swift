internal import MartletCorrelation

/// Puts any number of records in order within a budget of memory: what exceeds it goes to a file.
///
/// Records that neither belongs in front of the other stay in the order in which they came.
package struct RecordSorter<Record: SortedRecord> {
    /// A record in memory.
    fileprivate struct Entry {
        var precedence: Precedence
        /// Where its bytes start; its number among those of the run decides the last ties.
        var start: Int
        var end: Int
    }

    private let byteLimit: Int
    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    private var writer = RecordWriter()
    private var file: TemporaryFile?
    private var runs: [Range<Int>] = []
    /// How many records were added.
    package private(set) var count = 0

    /// Prepares to sort.
    ///
    /// - Parameter byteLimit: about how much memory records may take before they go to the file.
    package init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// Adds a record.
    ///
    /// - Throws: when the file cannot be written.
    package mutating func add(_ record: Record) throws(PipelineError) {
        record.encode(to: &writer)
        let encoded = writer.take()
        let entryCost = MemoryLayout<Entry>.stride
        if !entries.isEmpty,
            bytes.count + encoded.count + (entries.count + 1) * entryCost > byteLimit
        {
            try spill()
        }
        let start = bytes.count
        bytes += encoded
        entries.append(
            Entry(precedence: record.precedence, start: start, end: bytes.count)
        )
        count += 1
    }

    /// The records in order; nothing may be added any more.
    ///
    /// - Throws: when the file cannot be written or read.
    package mutating func finish() throws(PipelineError) -> SortedRecords<Record> {
        if file != nil, !entries.isEmpty { try spill() }
        guard let file else {
            sort()
            let ranges = entries.map { $0.start..<$0.end }
            entries = []
            defer { bytes = [] }
            return SortedRecords(bytes, at: ranges)
        }
        return try SortedRecords(file, runs: runs, byteLimit: byteLimit)
    }

    private mutating func sort() {
        let bytes = bytes
        entries.sort { left, right in
            if left.precedence != right.precedence { return left.precedence < right.precedence }
            guard let first = Record.read(bytes[left.start..<left.end]),
                let second = Record.read(bytes[right.start..<right.end])
            else { return left.start < right.start }
            if Record.isInOrder(first, second) { return true }
            return !Record.isInOrder(second, first) && left.start < right.start
        }
    }

    /// Writes what is in memory as a run of the file.
    private mutating func spill() throws(PipelineError) {
        sort()
        let file = if let file { file } else { try TemporaryFile() }
        self.file = file
        let start = file.byteCount
        var block: [UInt8] = []
        for entry in entries {
            var length = RecordWriter()
            length.append(entry.end - entry.start)
            block += length.bytes
            block += bytes[entry.start..<entry.end]
            if block.count >= 1 << 18 {
                try file.write(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        try file.write(block)
        runs.append(start..<file.byteCount)
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}

extension SortedRecord {
    /// The record that the bytes are, all of them; `nil` if they are none.
    package static func read(_ bytes: ArraySlice<UInt8>) -> Self? {
        var reader = RecordReader(bytes)
        guard let record = try? Self(from: &reader), reader.count == 0 else { return nil }
        return record
    }
}
