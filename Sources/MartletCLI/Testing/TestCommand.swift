internal import ArgumentParser
internal import Glibc
internal import MartletEngine
internal import MartletRules

/// `martlet test`: the events beside the rules, tried.
struct TestCommand: ParsableCommand {
    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case junit
    }

    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Try the events that rules must and must not match.",
        usage: "martlet test <path> ... [<options>]",
        discussion: """
            Tests stand in a rule under martlet: tests:, or in documents of their own
            (rule: and tests:) among the files given. Each event is evaluated as
            martlet scan does, by all rules together.

            EXIT STATUS:
              0    all tests passed
              1    a test failed or is broken, or --filter admits none; with
                   --require-tests also when a rule has no tests; with --evade
                   when a changed event escapes and the rule does not say why
              2    rules or tests do not load; the others were tried
              3    a file cannot be read, or the report cannot be written
              64   wrong usage of the command line
              If several apply, the highest counts.
            """
    )

    @OptionGroup var rules: RulePaths

    @Option(help: "The form of the report: for people, for programs, or JUnit's XML.")
    var format = Format.text

    @OptionGroup var output: ReportOutput

    @Option(
        help: ArgumentHelp(
            "Run only tests with this text in their name or in the rule's id, name or title.",
            valueName: "text"
        )
    )
    var filter: String?

    @Flag(help: "Fail when a rule has no tests.")
    var requireTests = false

    @Flag(
        help: "Change the events that rules must match as an attacker could, and try them again."
    )
    var evade = false

    @OptionGroup var times: TimeOptions

    mutating func validate() throws {
        if evade, format == .junit {
            throw ValidationError("--evade reports as text or json.")
        }
        if evade, requireTests {
            throw ValidationError("--require-tests is for the tests themselves, without --evade.")
        }
    }

    func run() throws {
        let reader = RuleReader(
            options: rules,
            readsTests: true,
            usesListExamples: true
        )
        let loaded = reader.load()
        if loaded.ruleSet.rules.isEmpty {
            reader.reportMissingRules(in: loaded)
            throw loaded.exitStatus.exitCode
        }
        if evade { return try evade(loaded) }
        let report = TestRun(
            loaded.ruleSet,
            filter: filter.map(TestFilter.init),
            requiresTests: requireTests,
            options: scanOptions
        )
        .report()
        var status = max(loaded.exitStatus, report.isSuccess ? .done : .unmet)
        if report.hasUnreadableFile { status = max(status, .failed) }
        status = max(status, output.write(text(of: report)))
        if let filter, report.cases.isEmpty {
            StandardError.report(
                "no test has '\(filter)' in its name or in its rule's id, name or title"
            )
            status = max(status, .unmet)
        }
        if format != .text || !output.isStandardOutput {
            let style = TerminalStyle(descriptor: STDERR_FILENO)
            StandardError.print(report.summary(style: style))
        }
        if status != .done { throw status.exitCode }
    }

    private func evade(_ loaded: LoadedRules) throws {
        let report = EvasionRun(
            loaded.ruleSet,
            filter: filter.map(TestFilter.init),
            options: scanOptions
        )
        .report()
        var status = max(loaded.exitStatus, report.isSuccess ? .done : .unmet)
        if !report.unreadableFiles.isEmpty { status = max(status, .failed) }
        let text =
            format == .json
            ? report.json.text() + "\n" : report.text(style: output.style, width: output.width)
        status = max(status, output.write(text))
        if report.ruleCount == 0 {
            StandardError.report("no test is chosen that a rule must match")
            status = max(status, .unmet)
        }
        if status != .done { throw status.exitCode }
    }

    private var scanOptions: ScanOptions {
        var options = ScanOptions()
        options.timeZone = times.timeZone?.makeOffsets()
        return options
    }

    private func text(of report: TestReport) -> String {
        switch format {
        case .text: report.text(style: output.style, width: output.width)
        case .json: report.json.text() + "\n"
        case .junit: report.junit
        }
    }
}
