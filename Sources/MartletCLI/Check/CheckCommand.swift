internal import ArgumentParser
internal import MartletRules

/// `martlet check`: everything that is wrong with rules, and `--fix` for what a machine can mend.
struct CheckCommand: ParsableCommand {
    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case sarif
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check rules: what does not load, and what was hardly meant.",
        usage: "martlet check <path> ... [<options>]",
        discussion: """
            Paths are rule files, and folders with rule files (*.yml, *.yaml) at any
            depth. Each problem has a code, and each code a page: docs/lints/M250.md,
            docs/diagnostics.md.

            A comment keeps a lint from speaking, on its own line or the next one:
            # martlet: ignore M285 the end of a session is what we look for

            The exit status is 1 if a problem reached --fail-on, 2 if a rule does not
            load, 3 if a file cannot be read or written.
            """
    )

    @OptionGroup var rules: RulePaths

    @Option(help: "The form of the report.")
    var format = Format.text

    @OptionGroup var output: ReportOutput

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

    mutating func validate() throws {
        guard fix, let path = rules.paths.first(where: RuleFileWriter.isPassing) else { return }
        throw ValidationError("--fix needs files to write to; '\(path)' is none.")
    }

    func run() throws {
        let selection = RuleChecker.Selection(
            selected: select.isEmpty ? nil : Set(select.flatMap(\.codes)),
            ignored: Set(ignore.flatMap(\.codes))
        )
        let run = CheckRun(rules: rules, selection: selection, fixes: fix)
        let report = run.execute()
        let text =
            switch format {
            case .text: report.text(style: output.style)
            case .json: report.json.text() + "\n"
            case .sarif: report.sarif.text() + "\n"
            }
        var status = max(report.loadStatus, reaches(report) ? .unmet : .done)
        status = max(status, output.write(text))
        for failure in report.failedFixes {
            StandardError.report("\(failure.path): cannot be mended: \(failure.reason)")
            status = max(status, .failed)
        }
        if status != .done { throw status.exitCode }
    }

    private func reaches(_ report: CheckReport) -> Bool {
        report.problems.contains { failOn.isReached(by: $0.severity) }
    }
}
