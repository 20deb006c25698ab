internal import ArgumentParser
internal import MartletEngine
internal import MartletPipeline
internal import MartletPolicy
internal import MartletRules

/// `martlet policy simulate`: what an audit policy would have recorded of a log.
struct SimulatePolicyCommand: ParsableCommand {
    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Tell what an audit policy would have recorded of a log.",
        usage: "martlet policy simulate <policy> <input> ... [-r <path> ...] [<options>]",
        discussion: """
            Decides on each event of the log. A policy can only be seen to take away: what
            the log's own policy did not record is not there, and bodies that it left out
            do not come back; the report says how many such events there are.

            With rules, it also tells which of their matches would be lost; the exit
            status is then 1 if one is. It is 2 if a rule has errors, 3 if the policy is
            none or a file cannot be read.
            """
    )

    @Argument(
        help: ArgumentHelp("The audit policy.", valueName: "policy"),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var policy: String

    @Argument(
        help: ArgumentHelp("Logs: files, folders, or - for standard input.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String]

    @OptionGroup var rules: OptionalRules

    @Option(help: "The form of the report.")
    var format = Format.table

    @OptionGroup var output: ReportOutput

    func run() throws {
        let status = execute()
        if status != .done { throw status.exitCode }
    }

    private func execute() -> ExitStatus {
        let source: PolicyFile
        do throws(PipelineError) {
            source = try PolicyFile(policy)
        } catch {
            StandardError.report(error.description)
            return .failed
        }
        for problem in source.diagnostics {
            StandardError.write(DiagnosticFormatter().format(problem))
        }
        guard let policy = source.policy else { return .failed }
        var status: ExitStatus
        let ruleSet: RuleSet?
        do throws(UnusableRules) {
            (ruleSet, status) = try rules.loadIfNamed()
        } catch {
            return error.status
        }
        let engine = ruleSet.map { Engine($0) }
        let log = SimulatedLog(policy, inputs: inputs, engine: engine)
        if log.report() { status = max(status, .failed) }
        let report = SimulationReport(source: source, outcome: log.outcome, engine: engine)
        let text =
            switch format {
            case .table: report.text(style: output.style)
            case .json: report.json.text() + "\n"
            }
        if report.losesMatches { status = max(status, .unmet) }
        return max(status, output.write(text))
    }
}
