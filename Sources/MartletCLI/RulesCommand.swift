internal import ArgumentParser
internal import Glibc
internal import MartletPipeline
internal import MartletRules

/// `martlet rules`: what is loaded, and all there is to say about it.
struct RulesCommand: ParsableCommand {
    /// The form of the list.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List what loads: title, id, level, tags, and the fields that rules read.",
        usage: "martlet rules -r <path> ... [<options>]",
        discussion: """
            Errors and warnings about rules go to standard error. The exit status is 2
            if a rule has errors, 3 if a file cannot be read.
            """
    )

    @OptionGroup var rules: RuleOptions

    @Option(help: "The form of the list.")
    var format = Format.table

    func run() throws {
        let reader = RuleReader(
            options: rules,
            style: TerminalStyle(descriptor: STDERR_FILENO),
            showsWarnings: true
        )
        let loaded = reader.load()
        let listing = RuleListing(ruleSet: loaded.ruleSet)
        var text =
            switch format {
            case .table: listing.table(style: TerminalStyle(descriptor: STDOUT_FILENO))
            case .json: listing.json.text() + "\n"
            }
        if format == .table, !loaded.ruleSet.rules.isEmpty {
            text += ReadableNumber.counted(loaded.ruleSet.rules.count, "rule")
            let count = loaded.ruleSet.correlations.count
            if count > 0 { text += ", \(ReadableNumber.counted(count, "correlation"))" }
            text += "\n"
        }
        signal(SIGPIPE, SIG_IGN)
        do throws(PipelineError) {
            try StandardOutput.write(text)
        } catch {
            StandardError.print("error: \(error)")
            throw ExitStatus.failed.exitCode
        }
        if loaded.exitStatus != .done { throw loaded.exitStatus.exitCode }
    }
}
