/// One line about a scan that is under way.
struct ProgressLine {
    /// Bytes read so far, compressed as they may be.
    var inputByteCount = 0
    /// Bytes there are to read, or `nil` when nobody knows (a pipe).
    var totalByteCount: Int?
    /// Bytes scanned so far, decompressed.
    var byteCount = 0
    var signalCount = 0
    /// The time since the scan began.
    var seconds = 0.0

    /// The line, without cursor movements.
    var text: String {
        let rate = ByteCount(byteCount).rate(overSeconds: seconds)
        let signals = ReadableNumber.counted(signalCount, "signal")
        guard let totalByteCount, totalByteCount > 0 else {
            return "\(ByteCount(byteCount))  \(rate)  \(signals)"
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
