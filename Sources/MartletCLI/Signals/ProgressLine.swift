internal import MartletRules

/// One line about a scan that is under way.
package struct ProgressLine {
    /// Bytes read so far, compressed as they may be.
    package var inputByteCount = 0
    /// Bytes there are to read, or `nil` when nobody knows (a pipe).
    package var totalByteCount: Int?
    package var signalCount = 0
    /// The time since the scan began.
    package var seconds = 0.0

    package init() {}

    /// The line, without cursor movements.
    package var text: String {
        let rate = ByteCount(inputByteCount).rate(overSeconds: seconds)
        let signals = ReadableNumber.counted(signalCount, "signal")
        guard let totalByteCount, totalByteCount > 0 else {
            return "\(ByteCount(inputByteCount))  \(rate)  \(signals)"
        }
        let part = min(1, Double(inputByteCount) / Double(totalByteCount))
        let percent = ReadableNumber.fixed(part * 100, fractionDigits: 0)
        var line = "\(percent) % of \(ByteCount(totalByteCount))  \(rate)  \(signals)"
        if part > 0, seconds >= 1 {
            let left = seconds / part - seconds
            line += "  \(ReadableNumber.duration(seconds: left.rounded())) left"
        }
        return line
    }
}
