internal import ArgumentParser
internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// `martlet noise`: what fills a Kubernetes audit log.
struct NoiseCommand: ParsableCommand {
    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: "Show what fills a Kubernetes audit log, and the policy lines that leave it out.",
        usage: "martlet noise [<options>] [<input> ...] [-r <path> ...]",
        discussion: """
            Inputs are those of martlet scan: files, folders or - for standard input,
            gzip and zstd, envelopes and arrays.

            What no rule reads is written as rules of an audit policy, to be pasted at the
            top of its list. Without -r, only what is known to be noise is.

            The exit status is 2 if a rule has errors, 3 if an input cannot be read.
            """
    )

    @Argument(help: ArgumentHelp("What to count.", valueName: "input"), completion: .file())
    var inputs: [String] = []

    @OptionGroup var rules: OptionalRules

    @Option(help: "The form of the report.")
    var format = Format.table

    @Option(help: ArgumentHelp("How many users, and how many kinds, to list.", valueName: "count"))
    var top = 15

    @OptionGroup var output: ReportOutput

    mutating func validate() throws {
        guard (1...100_000).contains(top) else {
            throw ValidationError("--top takes a number from 1 to 100000.")
        }
        guard inputs.isEmpty else { return }
        guard isatty(STDIN_FILENO) == 0 else {
            throw ValidationError("Name what to count: files, folders, or - for standard input.")
        }
        inputs = ["-"]
    }

    func run() throws {
        var status: ExitStatus
        let ruleSet: RuleSet?
        do throws(UnusableRules) {
            (ruleSet, status) = try rules.loadIfNamed()
        } catch {
            throw error.status.exitCode
        }
        let (files, failures) = InputFiles.expand(inputs)
        let tally = NoiseTally()
        let engine = NoiseScanner.engine
        let outcome = Pipeline.run(
            .inputs(files),
            options: PipelineOptions(threadCount: ParallelWork.coreCount),
            metrics: PipelineMetrics(ruleCount: engine.rules.count),
            channels: RunChannels(signals: NoSink())
        ) {
            NoiseScanner(engine, tally: tally)
        }
        for error in failures + outcome.inputErrors {
            StandardError.report(error.description)
            status = .failed
        }
        let counts = tally.result
        let report = NoiseReport(
            counts: counts,
            listedCount: top,
            otherCount: outcome.metrics.eventCount - counts.total.events,
            malformedCount: outcome.metrics.malformedCount,
            inputCount: files.count,
            policy: NoisePolicy(counts, ruleSet: ruleSet)
        )
        let text =
            format == .table ? report.text(style: output.style) : report.json.text() + "\n"
        status = max(status, output.write(text))
        if status != .done { throw status.exitCode }
    }
}
