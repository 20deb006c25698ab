/// Records in order, handed out one after another.
package struct SortedRecords<Record: SortedRecord> {
    /// Where the records are.
    private enum Source {
        case memory(RecordStore<Record>, next: Int)
        case file(RunMerge<Record>)
    }

    private var source: Source

    /// Takes sorted records in memory.
    package init(_ store: RecordStore<Record>) {
        source = .memory(store, next: 0)
    }

    /// Merges sorted runs of a file.
    package init(
        _ file: TemporaryFile,
        runs: [Range<Int>],
        byteLimit: Int
    ) throws(PipelineError) {
        source = .file(try RunMerge(file, runs: runs, byteLimit: byteLimit))
    }

    /// The next record; `nil` behind the last.
    ///
    /// - Throws: when the file cannot be read.
    package mutating func next() throws(PipelineError) -> Record? {
        switch source {
        case .memory(let store, let next):
            guard next < store.indices.count else { return nil }
            source = .memory(store, next: next + 1)
            guard let record = Record.read(store[next]) else {
                preconditionFailure("memory holds what was written to it")
            }
            return record
        case .file(var merge):
            // Not shared while it changes, or each change would copy it.
            source = .memory(RecordStore(byteLimit: 0), next: 0)
            defer { source = .file(merge) }
            return try merge.next()
        }
    }
}
