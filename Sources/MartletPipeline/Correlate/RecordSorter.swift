internal import MartletCorrelation

/// Puts any number of records in order within a budget of memory: what exceeds it goes to a file.
///
/// Records that neither belongs in front of the other stay in the order in which they came.
package struct RecordSorter<Record: SortedRecord> {
    private let byteLimit: Int
    private var memory: RecordStore<Record>
    private var writer = RecordWriter()
    private var file: TemporaryFile?
    private var runs: [Range<Int>] = []
    /// How many records were added.
    package private(set) var count = 0

    /// Prepares to sort.
    ///
    /// - Parameter byteLimit: how much memory records may take before they go to the file.
    package init(byteLimit: Int) {
        self.byteLimit = byteLimit
        memory = RecordStore(byteLimit: byteLimit)
    }

    /// Adds a record.
    ///
    /// - Throws: when the file cannot be written.
    package mutating func add(_ record: Record) throws(PipelineError) {
        record.encode(to: &writer)
        if !memory.isEmpty, memory.byteCount(withRecordOf: writer.bytes.count) > byteLimit {
            try spill()
        }
        memory.append(writer.bytes, precedence: record.precedence)
        writer.removeAll()
        count += 1
    }

    /// The records in order; nothing may be added any more.
    ///
    /// - Throws: when the file cannot be written or read.
    package mutating func finish() throws(PipelineError) -> SortedRecords<Record> {
        if file != nil, !memory.isEmpty { try spill() }
        guard let file else {
            memory.sort()
            defer { memory = RecordStore(byteLimit: byteLimit) }
            return SortedRecords(memory)
        }
        // The other half is for what is read.
        let fanIn = max(byteLimit / 2 / RunReader.leastBlockByteCount, 2)
        while runs.count > fanIn { try mergeRuns(fanIn, in: file) }
        return try SortedRecords(file, runs: runs, byteLimit: byteLimit / 2)
    }

    /// Writes what is in memory as a run of the file.
    private mutating func spill() throws(PipelineError) {
        memory.sort()
        let file = if let file { file } else { try TemporaryFile() }
        self.file = file
        var writer = RunWriter(file)
        for index in memory.indices { try writer.append(memory[index]) }
        runs.append(try writer.finish())
        // Others need what it took, until there is more.
        memory = RecordStore(byteLimit: byteLimit)
    }

    /// Makes one run of each so many that follow each other.
    private mutating func mergeRuns(
        _ fanIn: Int,
        in file: TemporaryFile
    ) throws(PipelineError) {
        var merged: [Range<Int>] = []
        for start in stride(from: 0, to: runs.count, by: fanIn) {
            let part = Array(runs[start..<min(start + fanIn, runs.count)])
            var records = try RunMerge<Record>(file, runs: part, byteLimit: byteLimit / 2)
            var writer = RunWriter(file)
            while let record = try records.next() {
                record.encode(to: &self.writer)
                try writer.append(self.writer.bytes[...])
                self.writer.removeAll()
            }
            merged.append(try writer.finish())
        }
        runs = merged
    }
}
