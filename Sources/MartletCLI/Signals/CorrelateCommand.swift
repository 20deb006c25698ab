internal import ArgumentParser
internal import Glibc
internal import MartletPipeline

/// `martlet correlate`: matches in, signals out.
struct CorrelateCommand: SignalCommand {
    static let configuration = CommandConfiguration(
        commandName: "correlate",
        abstract: "Correlate the matches that scans of the same rules wrote.",
        usage: "martlet correlate -r <path> ... [<options>] [<input> ...]",
        discussion: """
            Reads what scan --emit matches writes, from any number of files in any
            order, and writes what scan would: signals of single events as they are, and
            behind them those of correlations and quiet rules. The rules must be the same.

            \(ExitStatus.documentation)
            """
    )

    @OptionGroup var rules: RuleOptions

    @Argument(
        help: ArgumentHelp("What scans wrote.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String] = []

    @OptionGroup var signals: SignalOptions

    @OptionGroup var correlation: CorrelationArguments

    // Machines wrote the lines: what is not one was lost on the way.
    var refusesMalformedLines: Bool { true }

    mutating func validate() throws {
        if inputs.isEmpty {
            guard isatty(STDIN_FILENO) == 0 else {
                throw ValidationError(
                    "Name what to read: files, folders, or - for standard input."
                )
            }
            inputs = ["-"]
        }
    }

    func pipelineOptions() -> PipelineOptions {
        var options = PipelineOptions(
            threadCount: signals.threadCount,
            lineByteLimit: 1 << 30,
            correlation: correlation.options
        )
        options.readsMatches = true
        return options
    }
}
