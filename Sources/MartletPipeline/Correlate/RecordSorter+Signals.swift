internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

extension RecordSorter<CorrelationSignal> {
    /// Writes all signals in order, and counts them by their ordinal; nothing may be added any more.
    mutating func write(
        to sink: any Sink,
        counting signalCounts: inout [LevelCounts]
    ) throws(PipelineError) {
        let blockByteCount = 1 << 18
        var sorted = try finish()
        var block: [UInt8] = []
        while let signal = try sorted.next() {
            signalCounts[signal.ordinal][signal.level] += 1
            block += signal.line
            if block.count >= blockByteCount {
                try sink.write(block.span)
                block.removeAll(keepingCapacity: true)
            }
        }
        if !block.isEmpty { try sink.write(block.span) }
    }
}
