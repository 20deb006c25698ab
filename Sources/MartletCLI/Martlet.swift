internal import ArgumentParser
internal import Glibc
internal import MartletRules

/// The command line: `martlet scan`, `martlet check`, `martlet test` and their like.
@main
struct Martlet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "Detection rules over log files: Sigma in, signals out.",
        discussion: """
            martlet scan -r rulesets/kubernetes-audit audit.log    scan a log
            martlet run -r rulesets/kubernetes-audit               detect live
            martlet status 127.0.0.1:9881                          how that goes
            martlet rules -r rulesets/kubernetes-audit             what loads
            martlet check my-rules                                 what is wrong
            martlet test rulesets/kubernetes-audit                 what matches
            martlet explain -r rulesets/kubernetes-audit a.log:12  why it matches, or not
            martlet policy check -r rulesets/kubernetes-audit p.yaml
                                                                   what is recorded

            \(ExitStatus.documentation)
            """,
        version: "martlet \(version) (libyaml \(YAMLParser.libraryVersion))",
        subcommands: [
            ScanCommand.self, RunCommand.self, CorrelateCommand.self, BaselineCommand.self,
            RulesCommand.self, CheckCommand.self, TestCommand.self, ExplainCommand.self,
            CoverageCommand.self, PolicyCommand.self, NoiseCommand.self, SchemaCommand.self,
            StatusCommand.self,
        ]
    )

    /// Runs the command line.
    ///
    /// Swift reads the arguments from /proc, and without it there is not even a program name. That
    /// must not pass for a call without arguments, which shows help and succeeds.
    static func main() {
        StandardDescriptors.reserve()
        // A closed pipe shows as an error of `write`, whatever stream it is.
        signal(SIGPIPE, SIG_IGN)
        guard !CommandLine.arguments.isEmpty else {
            StandardError.report("cannot read the command line; is /proc mounted?")
            exit(withError: ExitStatus.failed.exitCode)
        }
        do throws(ExitStatus) {
            main(try RunConfiguration.expand(Array(CommandLine.arguments.dropFirst())))
        } catch {
            exit(withError: error.exitCode)
        }
    }

    /// The release that this source is on its way to.
    static let version = "0.1.0"
}
