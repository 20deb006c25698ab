internal import ArgumentParser
internal import Glibc
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

    @OptionGroup var output: ReportOutput

    func run() throws {
        let loaded = RuleReader(options: rules, showsWarnings: true).load()
        let listing = RuleListing(ruleSet: loaded.ruleSet)
        var text =
            switch format {
            case .table: listing.table(style: output.style)
            case .json: listing.json.text() + "\n"
            }
        if format == .table, !loaded.ruleSet.rules.isEmpty {
            text += ReadableNumber.counted(loaded.ruleSet.rules.count, "rule")
            let count = loaded.ruleSet.correlations.count
            if count > 0 { text += ", \(ReadableNumber.counted(count, "correlation"))" }
            text += "\n"
        }
        let status = max(loaded.exitStatus, output.write(text))
        if status != .done { throw status.exitCode }
    }
}
