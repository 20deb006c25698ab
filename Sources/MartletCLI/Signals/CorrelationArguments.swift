internal import ArgumentParser
internal import MartletPipeline
internal import MartletRules

/// How matches are correlated, shared by the commands that do.
struct CorrelationArguments: ParsableArguments {
    /// The least memory that is worth dividing.
    private static let memoryLimits = 1 << 20...1 << 40

    @Option(
        help: ArgumentHelp(
            "How much memory correlations may take; beyond it they use a file, and forget.",
            valueName: "size"
        )
    )
    var stateMemory = ByteCount(256 << 20)

    @Option(
        help: ArgumentHelp(
            "Correlate while input comes; events may be so late: 60s, 5m.",
            valueName: "time"
        )
    )
    var allowedLateness: TimeSpan?

    @Option(
        help: ArgumentHelp(
            "Begin where the last run with this file ended, and keep what this one comes to.",
            valueName: "file"
        ),
        completion: .file()
    )
    var state: String?

    @Option(
        help: ArgumentHelp(
            "How often the state is written while input comes (default: 1s).",
            valueName: "time"
        )
    )
    var stateInterval: TimeSpan?

    @Option(
        help: ArgumentHelp(
            "What new_value correlations know already: see martlet baseline.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var baseline: String?

    var options: CorrelationOptions {
        var options = CorrelationOptions(
            memoryByteLimit: stateMemory.bytes,
            allowedLateness: allowedLateness?.nanoseconds
        )
        options.isContinued = state != nil
        return options
    }

    /// Takes the state for this run, if there is one.
    ///
    /// - Throws: if it cannot be used, or another run uses it.
    func openState() throws(PipelineError) -> RunState? {
        guard let state else { return nil }
        guard let stateInterval else { return try RunState(path: state) }
        return try RunState(path: state, interval: .nanoseconds(stateInterval.nanoseconds))
    }

    mutating func validate() throws {
        guard Self.memoryLimits.contains(stateMemory.bytes) else {
            throw ValidationError("--state-memory takes a size from 1MiB to 1024GiB.")
        }
        if state == nil, stateInterval != nil {
            throw ValidationError("--state-interval says how often --state FILE is written.")
        }
    }
}

extension TimeSpan: ExpressibleByArgument {
    /// Reads `90s`, `5m`, `2h`.
    package init?(argument: String) {
        guard let span = try? TimeSpan(argument) else { return nil }
        self = span
    }
}
