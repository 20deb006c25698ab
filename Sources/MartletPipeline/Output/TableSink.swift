package import MartletEngine

/// Writes signals, which come as lines of JSON, as the rows of a table.
package final class TableSink: Sink {
    private let table: SignalTable
    private let output: any Sink

    package init(_ table: SignalTable, to output: any Sink) {
        self.table = table
        self.output = output
    }

    package var identity: FileIdentity? { output.identity }

    package func synchronize() throws(PipelineError) { try output.synchronize() }

    /// Names the columns.
    package func writeHeader() throws(PipelineError) {
        try output.write(table.header.span)
    }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        var rows: [UInt8] = []
        var start = 0
        for index in bytes.indices where bytes[index] == LineFeed.byte {
            var line: [UInt8] = []
            line.reserveCapacity(index - start)
            for position in start..<index { line.append(bytes[position]) }
            table.append(line, to: &rows)
            start = index + 1
        }
        try output.write(rows.span)
    }
}
