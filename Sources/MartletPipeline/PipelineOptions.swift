package import MartletEngine

/// How a run divides its work, and its limits.
package struct PipelineOptions: Sendable {
    /// Threads that read, decompress and scan, the calling one included; 1 to 1024.
    package var threadCount: Int
    /// About how many bytes a thread takes at a time; at least 64, at most
    /// ``lineByteLimit``.
    package var chunkByteCount: Int
    /// About how many bytes of a stream are read or unpacked at a time.
    ///
    /// Four times as many as of a file's range: here each chunk wakes the thread that scans it.
    var streamChunkByteCount: Int { min(4 * chunkByteCount, lineByteLimit) }
    /// The longest line (or element of a JSON array) that is scanned, without its line feed.
    ///
    /// From 64 bytes to 1 GiB. Longer lines are malformed; memory grows to this size for a line that needs it.
    package var lineByteLimit: Int
    /// How many bytes of results may wait for an earlier chunk before work ahead of it stops.
    package var heldByteLimit: Int
    /// How lines are treated and signals written.
    package var scan: ScanOptions
    /// How matches are correlated.
    package var correlation: CorrelationOptions
    /// Whether the inputs hold the matches of scans in place of events.
    package var readsMatches = false
    /// Whether matches are written, for others to correlate.
    package var emitsMatches = false

    package init(
        threadCount: Int,
        chunkByteCount: Int = 1 << 19,
        lineByteLimit: Int = 64 << 20,
        heldByteLimit: Int = 16 << 20,
        scan: ScanOptions = ScanOptions(),
        correlation: CorrelationOptions = CorrelationOptions()
    ) {
        self.threadCount = min(max(1, threadCount), 1024)
        self.lineByteLimit = min(max(InputFormat.leadByteCount, lineByteLimit), 1 << 30)
        self.chunkByteCount = min(
            max(InputFormat.leadByteCount, chunkByteCount),
            self.lineByteLimit
        )
        self.heldByteLimit = heldByteLimit
        self.scan = scan
        self.correlation = correlation
    }
}
