internal import ArgumentParser
internal import MartletPolicy
internal import MartletRules

/// `martlet policy generate`: the audit policy that rules need.
struct GeneratePolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write an audit policy that feeds rules, without noise and secrets.",
        usage: "martlet policy generate -r <path> ... [<options>]",
        discussion: """
            Each rule of the policy says which rules need it. The policy is then checked
            as martlet policy check does, and what is wrong told on standard error.

            The exit status is 1 if a rule is still blind or a secret leaks, 2 if a rule
            has errors, 3 if a file cannot be read or written.
            """
    )

    @OptionGroup var rules: RuleOptions

    @OptionGroup var output: ReportOutput

    func run() throws {
        let reader = RuleReader(options: rules)
        let loaded = reader.load()
        guard !loaded.ruleSet.rules.isEmpty else {
            reader.reportMissingRules(in: loaded)
            throw loaded.exitStatus.exitCode
        }
        let generated = PolicyGenerator(loaded.ruleSet).output()
        let name = output.path.flatMap { $0 == "-" ? nil : $0 } ?? "policy"
        var report = PolicyReport(PolicyFile(text: generated.text, name: name))
        report.hold(generated.sights, of: loaded.ruleSet)
        for remark in generated.remarks {
            StandardError.print("note: \(VisibleText.escape(remark))")
        }
        if !report.isFlawless { StandardError.print(report.outcomeText) }
        var status = max(loaded.exitStatus, output.write(generated.text))
        if report.reaches(.error) { status = max(status, .unmet) }
        if status != .done { throw status.exitCode }
    }
}
