internal import ArgumentParser
internal import Glibc
internal import MartletPipeline
internal import MartletRules

/// `martlet check`: everything that is wrong with rules, and `--fix` for what a machine can mend.
struct CheckCommand: ParsableCommand {
    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case sarif
    }

    /// The mildest problem that makes the run fail.
    enum FailOn: String, ExpressibleByArgument, CaseIterable {
        case error
        case warning
        case info
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check rules: what does not load, and what was hardly meant.",
        usage: "martlet check <path> ... [<options>]",
        discussion: """
            Paths are rule files, and folders with rule files (*.yml, *.yaml) at any
            depth. The report goes to standard output. Each problem has a code, and
            each code a page: docs/lints/M250.md, docs/diagnostics.md.

            A comment keeps a lint from speaking, on its own line or the next one:
            # martlet: ignore M285 the end of a session is what we look for

            The exit status is 1 if a problem reached --fail-on, 2 if a rule does not
            load, 3 if a file cannot be read or written.
            """
    )

    @OptionGroup var rules: RulePaths

    @Option(help: "The form of the report.")
    var format = Format.text

    @Option(
        help: ArgumentHelp("Exit with 1 if a problem has this level or above.", valueName: "level")
    )
    var failOn = FailOn.error

    @Flag(help: "Mend what is safe to mend, in the files, and report the rest.")
    var fix = false

    @Option(help: ArgumentHelp("Look for these codes only: M207,M250.", valueName: "codes"))
    var select: [CodeList] = []

    @Option(help: ArgumentHelp("Leave these codes out.", valueName: "codes"))
    var ignore: [CodeList] = []

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let selection = RuleChecker.Selection(
            selected: select.isEmpty ? nil : Set(select.flatMap(\.codes)),
            ignored: Set(ignore.flatMap(\.codes))
        )
        let run = CheckRun(rules: rules, selection: selection, fixes: fix)
        let report: CheckReport
        do throws(RuleFileWriter.Failure) {
            report = try run.execute()
        } catch {
            StandardError.print("error: \(VisibleText.escape(error.path)): \(error.reason)")
            throw ExitStatus.failed.exitCode
        }
        let text =
            switch format {
            case .text: report.text(style: TerminalStyle(descriptor: STDOUT_FILENO))
            case .json: report.json.text() + "\n"
            case .sarif: report.sarif.text() + "\n"
            }
        do throws(PipelineError) {
            try StandardOutput.write(text)
        } catch {
            StandardError.print("error: \(error)")
            throw ExitStatus.failed.exitCode
        }
        let status = max(report.loadStatus, reaches(report) ? .unmet : .done)
        if status != .done { throw status.exitCode }
    }

    private func reaches(_ report: CheckReport) -> Bool {
        report.problems.contains { problem in
            switch problem.severity {
            case .error: true
            case .warning: failOn != .error
            case .info: failOn == .info
            }
        }
    }
}
