internal import ArgumentParser
internal import MartletPipeline
internal import MartletPolicy
internal import MartletRules

/// `martlet policy check`: which rules an audit policy blinds, and what else is wrong with it.
struct CheckPolicyCommand: ParsableCommand {
    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
        case sarif
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check an audit policy: what rules see, what leaks, what is noise.",
        usage: "martlet policy check <policy> [-r <path> ...] [<options>]",
        discussion: """
            A rule is blind if no request that it is for is recorded as it needs; it sees
            partly if some are. docs/policy.md tells how that is found, and lists the codes.

            The exit status is 1 if a problem reached --fail-on, 2 if a rule does not
            load, 3 if a file cannot be read. Blind rules, leaks and what an API server
            refuses are errors; rules that see partly are warnings.
            """
    )

    @Argument(
        help: ArgumentHelp("The audit policy.", valueName: "policy"),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var policy: String

    @OptionGroup var rules: OptionalRules

    @Option(
        name: .customLong("sample"),
        help: ArgumentHelp(
            "A log of the cluster, to tell how much of it noise is; repeatable.",
            valueName: "input"
        ),
        completion: .file()
    )
    var samples: [String] = []

    @Option(help: "The form of the report.")
    var format = Format.table

    @OptionGroup var output: ReportOutput

    @Option(
        help: ArgumentHelp("Exit with 1 if a problem has this level or above.", valueName: "level")
    )
    var failOn = FailOn.error

    func run() throws {
        let status = execute()
        if status != .done { throw status.exitCode }
    }

    private func execute() -> ExitStatus {
        var report: PolicyReport
        do throws(PipelineError) {
            report = PolicyReport(try PolicyFile(policy))
        } catch {
            StandardError.report(error.description)
            return .failed
        }
        var status: ExitStatus
        let ruleSet: RuleSet?
        do throws(UnusableRules) {
            (ruleSet, status) = try rules.loadIfNamed()
        } catch {
            return error.status
        }
        if let ruleSet { report.hold(against: ruleSet) }
        if !samples.isEmpty, let policy = report.source.policy {
            let log = SimulatedLog(policy, inputs: samples)
            report.sample = log.outcome
            if log.report() { status = max(status, .failed) }
        }
        let text =
            switch format {
            case .table: report.text(style: output.style, width: output.width)
            case .json: report.json.text() + "\n"
            case .sarif: report.sarif.text() + "\n"
            }
        if report.reaches(failOn) { status = max(status, .unmet) }
        return max(status, output.write(text))
    }
}
