internal import ArgumentParser
internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// `martlet scan`: events in, signals out.
struct ScanCommand: SignalCommand {
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

    @OptionGroup var rules: RuleOptions

    @Argument(
        help: ArgumentHelp("What to scan.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String] = []

    @OptionGroup var signals: SignalOptions

    @Option(help: "Write signals, or matches for 'martlet correlate' to make signals of.")
    var emit = Emission.signals

    @OptionGroup var events: EventOptions

    @Flag(help: "Check every byte of every line; a malformed one makes the exit status 3.")
    var strict = false

    @Flag(
        help: "Measure what each rule and field costs and show the dearest; the scan gets slower."
    )
    var profileRules = false

    @OptionGroup var correlation: CorrelationArguments

    var refusesMalformedLines: Bool { strict }

    mutating func validate() throws {
        if emit == .matches {
            if signals.format != .ndjson {
                throw ValidationError("--emit matches has no other form: leave out --format.")
            }
            if signals.maxSignalsPerRule != nil || correlation.allowedLateness != nil {
                throw ValidationError(
                    "With --emit matches, signals are made by 'martlet correlate': give it "
                        + "--max-signals-per-rule and --allowed-lateness."
                )
            }
            if correlation.state != nil || correlation.baseline != nil {
                throw ValidationError(
                    "With --emit matches, what is to be known is known by 'martlet correlate': "
                        + "give it --state and --baseline."
                )
            }
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

    func pipelineOptions() -> PipelineOptions {
        var scan = events.scanOptions(for: signals.format)
        scan.isStrict = strict
        scan.measuresCosts = profileRules
        var options = PipelineOptions(
            threadCount: signals.threadCount,
            lineByteLimit: events.lineLimit.bytes,
            scan: scan,
            correlation: correlation.options
        )
        options.emitsMatches = emit == .matches
        return options
    }
}
