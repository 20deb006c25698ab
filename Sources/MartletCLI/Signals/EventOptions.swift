internal import ArgumentParser
internal import MartletEngine
internal import MartletRules

/// How events are read and tried, shared by the commands that read them.
struct EventOptions: ParsableArguments {
    /// What ``PipelineOptions/lineByteLimit`` can be.
    private static let lineLimits = 64...1 << 30

    @Flag(help: "Put the whole event into its signals.")
    var includeEvent = false

    @Option(help: "Whether rules are tried on events of no known log source.")
    var unknownEvents = UnknownEvents.try

    @Option(
        help: ArgumentHelp(
            "The longest line to scan; longer ones are malformed.",
            valueName: "size"
        )
    )
    var lineLimit = ByteCount(64 << 20)

    @OptionGroup var times: TimeOptions

    mutating func validate() throws {
        if !Self.lineLimits.contains(lineLimit.bytes) {
            throw ValidationError("--line-limit takes a size from 64 bytes to 1GiB.")
        }
    }

    /// The options of a scan that writes signals in this form.
    func scanOptions(for format: OutputFormat) -> ScanOptions {
        var scan = ScanOptions()
        // A table has no room for it.
        scan.includesEvent = includeEvent && format != .table
        scan.skipsUnknownEvents = unknownEvents == .skip
        scan.timeZone = times.timeZone?.makeOffsets()
        return scan
    }
}
