internal import ArgumentParser
internal import Glibc
internal import MartletRules

/// `martlet scan`: events in, signals out.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Scan JSON logs and write a signal for each match.",
        usage: "martlet scan -r <path> ... [<options>] [<input> ...]",
        discussion: """
            Inputs are files, folders (all files below, in natural order) or - for
            standard input; without one, standard input is read. gzip and zstd are
            recognised by content. A line is one event, or an envelope of events that a
            log source describes; files that are a JSON array are opened.

            Signals go to standard output, all else to standard error.

            \(ExitStatus.documentation)
            """
    )

    /// What ``PipelineOptions/lineByteLimit`` can be.
    private static let lineLimits = 64...1 << 30

    @OptionGroup var rules: RuleOptions

    @Argument(
        help: ArgumentHelp("What to scan.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String] = []

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write signals to this file.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Option(help: "The form of signals: one JSON object a line, or a table for people.")
    var format = OutputFormat.ndjson

    @Option(help: ArgumentHelp("Leave out rules below this level.", valueName: "level"))
    var minLevel: Level?

    @Flag(help: "Put the whole event into its signals.")
    var includeEvent = false

    @Option(
        help: ArgumentHelp("Exit with 1 if a signal has this level or above.", valueName: "level")
    )
    var failOn: Level?

    @Option(help: "Whether rules are tried on events of no known log source.")
    var unknownEvents = UnknownEvents.try

    @Flag(help: "Check every byte of every line; a malformed one makes the exit status 3.")
    var strict = false

    @Option(
        help: ArgumentHelp("Keep malformed lines in this file.", valueName: "file"),
        completion: .file()
    )
    var deadLetter: String?

    @Option(
        help: ArgumentHelp(
            "The longest line to scan; longer ones are malformed.",
            valueName: "size"
        )
    )
    var lineLimit = ByteCount(64 << 20)

    @OptionGroup var times: TimeOptions

    @Option(help: ArgumentHelp("Threads to scan with (default: all cores).", valueName: "count"))
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "Write statistics as JSON to this file, or - for standard output.",
            valueName: "file"
        ),
        completion: .file()
    )
    var stats: String?

    @Flag(name: .shortAndLong, help: "Write no progress and no summary.")
    var quiet = false

    mutating func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 1024, not \(threads).")
        }
        if !Self.lineLimits.contains(lineLimit.bytes) {
            throw ValidationError("--line-limit takes a size from 64 bytes to 1GiB.")
        }
        if stats == "-", output == nil || output == "-" {
            throw ValidationError(
                "--stats - writes to standard output: send the signals elsewhere with -o FILE."
            )
        }
        if let output, output != "-", output == deadLetter || output == stats {
            throw ValidationError("\(output) cannot take two kinds of output.")
        }
        if let deadLetter, deadLetter == stats {
            throw ValidationError("\(deadLetter) cannot take two kinds of output.")
        }
        if inputs.isEmpty {
            guard isatty(STDIN_FILENO) == 0 else {
                throw ValidationError(
                    "Name what to scan: files, folders, or - for standard input."
                )
            }
            inputs = ["-"]
        }
    }

    func run() throws {
        let status = ScanRun(self).execute()
        if status != .done { throw status.exitCode }
    }
}
