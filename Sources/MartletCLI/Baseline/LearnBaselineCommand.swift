internal import ArgumentParser
internal import MartletCorrelation
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// `martlet baseline learn`: logs in, what is usual out.
struct LearnBaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn from logs what new_value correlations should know.",
        usage: "martlet baseline learn -r <path> ... [<options>] <input> ...",
        discussion: """
            Writes a YAML file for people to review and keep beside the rules. The exit
            status is 2 if a rule has errors, 3 if an input cannot be read.
            """
    )

    @OptionGroup var rules: RuleOptions

    @Argument(
        help: ArgumentHelp("What to learn from.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String]

    @OptionGroup var correlation: CorrelationMemory

    @OptionGroup var output: ReportOutput

    func run() throws {
        let reader = RuleReader(options: rules)
        let loaded = reader.load()
        guard !loaded.ruleSet.rules.isEmpty else {
            reader.reportMissingRules(in: loaded)
            throw loaded.exitStatus.exitCode
        }
        var status = loaded.exitStatus
        let engine = Engine(loaded.ruleSet)
        var options = PipelineOptions(threadCount: ParallelWork.coreCount)
        options.correlation.memoryByteLimit = correlation.stateMemory.bytes
        options.correlation.learnsBaseline = true
        let (inputs, failures) = InputFiles.expand(self.inputs)
        let outcome = Pipeline(engine: engine, options: options).run(
            .inputs(inputs),
            channels: RunChannels(signals: NoSink())
        )
        for error in failures + outcome.inputErrors {
            StandardError.report(error.description)
            status = max(status, .failed)
        }
        if case .outputFailed(let error) = outcome.ending {
            StandardError.report(error.description)
            throw ExitStatus.failed.exitCode
        }
        status = max(status, write(outcome.correlation, CorrelationPlan(loaded.ruleSet)))
        if status != .done { throw status.exitCode }
    }

    private func write(_ outcome: CorrelationOutcome?, _ plan: CorrelationPlan) -> ExitStatus {
        let baseline = outcome?.baseline ?? Baseline()
        if baseline.correlations.isEmpty {
            StandardError.report("there is nothing to learn: no rule is a new_value correlation")
            return .failed
        }
        let yaml = baseline.yaml
        guard yaml.count <= YAMLParser.byteLimit else {
            StandardError.report(
                "the baseline would exceed \(YAMLParser.byteLimit >> 20) MiB, which nobody "
                    + "reviews: group by less, or use --state to learn"
            )
            return .failed
        }
        let evicted = (outcome?.statistics.correlations ?? []).reduce(0) { $0 + $1.evictedGroups }
        if evicted > 0 {
            StandardError.report(
                "\(ReadableNumber.counted(evicted, "group")) forgotten: raise --state-memory"
            )
            return .failed
        }
        return output.write(String(decoding: yaml, as: UTF8.self))
    }
}
