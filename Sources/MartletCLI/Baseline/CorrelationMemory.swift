internal import ArgumentParser
internal import MartletRules

/// How much memory learning may take.
struct CorrelationMemory: ParsableArguments {
    @Option(
        help: ArgumentHelp("How much memory learning may take.", valueName: "size")
    )
    var stateMemory = ByteCount(256 << 20)
}
