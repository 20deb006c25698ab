internal import ArgumentParser
internal import MartletRules

/// The command line: `martlet scan`, `martlet rules`.
@main
struct Martlet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "Find what Sigma rules describe in JSON logs, at the speed of the disk.",
        discussion: """
            martlet scan -r rulesets/kubernetes-audit audit.log      signals to standard output
            martlet rules -r rulesets/kubernetes-audit               what is loaded

            \(ExitStatus.documentation)
            """,
        version: "martlet \(version) (libyaml \(YAMLParser.libraryVersion))",
        subcommands: [ScanCommand.self, RulesCommand.self]
    )

    /// The release that this source is on its way to.
    static let version = "0.1.0"
}
