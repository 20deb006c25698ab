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

    var options: CorrelationOptions {
        CorrelationOptions(
            memoryByteLimit: stateMemory.bytes,
            allowedLateness: allowedLateness?.nanoseconds
        )
    }

    mutating func validate() throws {
        guard Self.memoryLimits.contains(stateMemory.bytes) else {
            throw ValidationError("--state-memory takes a size from 1MiB to 1024GiB.")
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
