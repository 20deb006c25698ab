internal import ArgumentParser
internal import MartletRules

/// What commands that write signals have in common.
struct SignalOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write signals to this file.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Option(help: "The form of signals: one JSON object a line, a table for people, or OCSF.")
    var format = OutputFormat.ndjson

    @Option(help: ArgumentHelp("Leave out rules below this level.", valueName: "level"))
    var minLevel: Level?

    @Option(
        help: ArgumentHelp("Exit with 1 if a signal has this level or above.", valueName: "level")
    )
    var failOn: Level?

    @Option(
        help: ArgumentHelp(
            "Write so many signals of each rule, then count the others.",
            valueName: "count"
        )
    )
    var maxSignalsPerRule: Int?

    @Option(
        help: ArgumentHelp(
            "Keep malformed lines in this file.",
            valueName: "file"
        ),
        completion: .file()
    )
    var deadLetter: String?

    @Option(help: ArgumentHelp("Threads to work with (default: all cores).", valueName: "count"))
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

    /// The file that signals go to; `nil` is standard output.
    var outputFile: String? { output.flatMap { $0 == "-" ? nil : $0 } }

    /// How many threads work.
    var threadCount: Int { threads ?? ParallelWork.coreCount }

    mutating func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 1024, not \(threads).")
        }
        if let maxSignalsPerRule, maxSignalsPerRule < 1 {
            throw ValidationError("--max-signals-per-rule takes a number from 1 on.")
        }
        if stats == "-", outputFile == nil {
            throw ValidationError(
                "--stats - writes to standard output: send the signals elsewhere with -o FILE."
            )
        }
        if let outputFile, outputFile == deadLetter || outputFile == stats {
            throw ValidationError("\(outputFile) cannot take two kinds of output.")
        }
        if let deadLetter, deadLetter == stats {
            throw ValidationError("\(deadLetter) cannot take two kinds of output.")
        }
    }
}
