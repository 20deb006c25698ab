internal import Glibc

/// `audit-log-generator`: a log of any size for the benchmarks, with the truth about it.
@main
struct GeneratorCommand {
    /// Bytes that are collected before they are written.
    private static let blockByteCount = 1 << 20

    static func main() {
        do throws(GeneratorError) {
            try run(GeneratorOptions(arguments: Array(CommandLine.arguments.dropFirst())))
        } catch {
            printError("audit-log-generator: \(error.message)\n")
            if error.exitStatus == 64 { printError(GeneratorOptions.usage) }
            exit(error.exitStatus)
        }
    }

    private static func run(_ options: GeneratorOptions) throws(GeneratorError) {
        let log = try OutputFile(path: options.output)
        var generator = AuditLogGenerator(seed: options.seed)
        var block: [UInt8] = []
        block.reserveCapacity(2 * blockByteCount)
        while generator.appendRequest(to: &block, limit: options.limit) {
            if block.count >= blockByteCount {
                try log.write(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        try log.write(block)
        if let path = options.truth {
            try OutputFile(path: path).write(Array(generator.truth.json.utf8))
        }
        printError(summary(of: generator))
    }

    private static func summary(of generator: AuditLogGenerator) -> String {
        let truth = generator.truth
        let lengths = generator.lengths
        let attacksPerMillion = truth.attacks * 1_000_000 / max(truth.events, 1)
        return """
            \(truth.events) events, \(truth.bytes) bytes; line length p50 \(lengths.percentile(50)), \
            p90 \(lengths.percentile(90)), p99 \(lengths.percentile(99)), \
            longest \(lengths.percentile(100)); \
            \(truth.attacks) events match (\(attacksPerMillion) in a million)

            """
    }

    private static func printError(_ text: String) {
        // Nobody is left to tell when this fails.
        try? OutputFile.standardError.write(Array(text.utf8))
    }
}
