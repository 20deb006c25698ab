internal import ArgumentParser
internal import Glibc
internal import MartletRules

/// `martlet coverage`: what of ATT&CK the rules say that they cover.
struct CoverageCommand: ParsableCommand {
    /// The form of the matrix.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
        case navigator
    }

    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show which tactics and techniques of ATT&CK rules cover.",
        usage: "martlet coverage <path> ... [<options>]",
        discussion: """
            Counts the rules by their tags (attack.execution, attack.t1609). A rule's
            technique counts under those of its tactics that it serves. The format
            navigator is a layer for the ATT&CK Navigator.

            The exit status is 2 if a rule has errors, 3 if a file cannot be read.
            """
    )

    @OptionGroup var rules: RulePaths

    @Option(help: "The form of the matrix.")
    var format = Format.table

    @OptionGroup var output: ReportOutput

    func run() throws {
        let reader = RuleReader(options: rules)
        let loaded = reader.load()
        if loaded.ruleSet.rules.isEmpty {
            reader.reportMissingRules(in: loaded)
            throw loaded.exitStatus.exitCode
        }
        let coverage = Coverage(loaded.ruleSet)
        let text =
            switch format {
            case .table: coverage.text(style: output.style)
            case .json: coverage.json.text() + "\n"
            case .navigator: coverage.navigatorLayer(name: "martlet").text() + "\n"
            }
        let status = max(loaded.exitStatus, output.write(text))
        if status != .done { throw status.exitCode }
    }
}
