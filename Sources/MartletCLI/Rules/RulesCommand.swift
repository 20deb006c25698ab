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

    @Flag(help: "List the lists that rules read, not the rules.")
    var lists = false

    @Option(help: "The form of the list.")
    var format = Format.table

    @OptionGroup var output: ReportOutput

    func run() throws {
        let loaded = RuleReader(options: rules, showsWarnings: true).load()
        let text = lists ? listText(loaded) : ruleText(loaded.fullRuleSet)
        let status = max(loaded.exitStatus, output.write(text))
        if status != .done { throw status.exitCode }
    }

    private func ruleText(_ ruleSet: RuleSet) -> String {
        let listing = RuleListing(ruleSet: ruleSet)
        guard format == .table else { return listing.json.text() + "\n" }
        var text = listing.table(style: output.style)
        guard !ruleSet.rules.isEmpty else { return text }
        text += ReadableNumber.counted(ruleSet.rules.count, "rule")
        let disabledCount = ruleSet.rules.count { $0.disabling != nil }
        if disabledCount > 0 {
            text += ", \(ReadableNumber.grouped(disabledCount)) of them disabled"
        }
        let count = ruleSet.correlations.count
        if count > 0 { text += ", \(ReadableNumber.counted(count, "correlation"))" }
        return text + "\n"
    }

    private func listText(_ loaded: LoadedRules) -> String {
        let listing = ListListing(lists: loaded.lists, ruleSet: loaded.fullRuleSet)
        return format == .table
            ? listing.table(style: output.style) : listing.json.text() + "\n"
    }
}
