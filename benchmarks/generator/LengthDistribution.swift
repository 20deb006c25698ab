/// Counts how often each line length occurs, to show that the log is shaped like a real one.
package struct LengthDistribution: Sendable {
    private var counts: [Int] = []
    private var total = 0

    mutating func count(_ length: Int) {
        while counts.count <= length { counts.append(0) }
        counts[length] += 1
        total += 1
    }

    /// The length in bytes that `percent` of the lines do not exceed.
    package func percentile(_ percent: Int) -> Int {
        let rank = (total * percent + 99) / 100
        var seen = 0
        for (length, count) in counts.enumerated() {
            seen += count
            if seen >= rank, seen > 0 { return length }
        }
        return 0
    }
}
