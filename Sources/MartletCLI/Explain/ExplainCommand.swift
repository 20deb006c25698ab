internal import ArgumentParser
internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// `martlet explain`: why a rule matches an event, or why not.
struct ExplainCommand: ParsableCommand {
    /// The form of the explanation.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show why a rule matches an event, or why not, item by item.",
        usage: "martlet explain -r <path> ... [--rule <word>] <event>",
        discussion: """
            The event is one of
              FILE:LINE         a line of a log, compressed or not
              FILE:LINE:NUMBER  one of the events on that line
              FILE              a file that holds one event, or one signal
              -                 standard input, likewise
              '{...}'           JSON on the command line

            A signal stands for the event that it tells of, read again from its file,
            and for its rule.

            The exit status is 0 whether the rule matches or not, 2 if rules have
            errors, 3 if the event cannot be read.
            """
    )

    @OptionGroup var rules: RuleOptions

    @Option(
        help: ArgumentHelp(
            """
            The rule: its id, its name, or a part of its title. Without it, the rules \
            that match, else those that come nearest.
            """,
            valueName: "word"
        )
    )
    var rule: String?

    @OptionGroup var times: TimeOptions

    @Option(help: "The form of the explanation.")
    var format = Format.text

    @Argument(help: ArgumentHelp("The event to explain.", valueName: "event"))
    var event: String

    func run() throws {
        let reader = RuleReader(options: rules)
        let loaded = reader.load()
        guard !loaded.isUnreadable else { throw ExitStatus.failed.exitCode }
        guard !loaded.ruleSet.rules.isEmpty else {
            reader.reportMissingRules(in: loaded)
            throw loaded.exitStatus.exitCode
        }
        do throws(EventFailure) {
            var reading = EventReading()
            reading.options.timeZone = times.timeZone?.makeOffsets()
            reading.logSources = loaded.ruleSet.logSources
            reading.identities = RuleIdentity.identities(of: loaded.ruleSet.rules)
            let event = try EventFinder(reading).event(EventArgument(event))
            let choice = try choice(for: event, among: loaded.ruleSet, reading)
            let text = try report(on: event, choice, of: loaded.ruleSet, reading)
            try EventFinder.reading { () throws(PipelineError) in try StandardOutput.write(text) }
        } catch {
            StandardError.report(error.message)
            throw ExitStatus.failed.exitCode
        }
        if loaded.exitStatus != .done { throw loaded.exitStatus.exitCode }
    }

    private func choice(
        for event: ExplainedEvent,
        among loaded: RuleSet,
        _ reading: EventReading
    ) throws(EventFailure) -> RuleChoice {
        if let rule { return try RuleChoice.named(rule, among: loaded) }
        if let signal = event.signal { return try RuleChoice.rule(of: signal, among: loaded) }
        return try RuleChoice.best(for: event, among: loaded.rules, reading)
    }

    private func report(
        on event: ExplainedEvent,
        _ choice: RuleChoice,
        of rules: RuleSet,
        _ reading: EventReading
    ) throws(EventFailure) -> String {
        do throws(EventProblem) {
            switch format {
            case .text: return try text(on: event, choice, of: rules, reading)
            case .json: return try json(on: event, choice, of: rules, reading).text() + "\n"
            }
        } catch {
            throw EventFailure(error, in: event.name)
        }
    }

    private func text(
        on event: ExplainedEvent,
        _ choice: RuleChoice,
        of rules: RuleSet,
        _ reading: EventReading
    ) throws(EventProblem) -> String {
        let style = TerminalStyle(descriptor: STDOUT_FILENO)
        let width = TerminalWidth.columns(of: STDOUT_FILENO)
        var text = choice.note.map { style.dim($0) + "\n\n" } ?? ""
        for (index, rule) in choice.rules.enumerated() {
            if index > 0 { text += "\n" }
            text += try ExplanationText.text(
                of: rule,
                filters: rules.filters(of: rule),
                on: event.bytes,
                called: event.name,
                style: style,
                width: width,
                reading: reading
            )
        }
        return text
    }

    private func json(
        on event: ExplainedEvent,
        _ choice: RuleChoice,
        of rules: RuleSet,
        _ reading: EventReading
    ) throws(EventProblem) -> JSONValue {
        var explanations: [JSONValue] = []
        for rule in choice.rules {
            var explainer = Explainer(rule, filters: rules.filters(of: rule), reading: reading)
            explanations.append(try explainer.explain(event.bytes).json)
        }
        return .object([
            (key: "schema", value: .string("martlet.explanation/1")),
            (key: "event", value: event.json),
            (key: "explanations", value: .array(explanations)),
        ])
    }
}
