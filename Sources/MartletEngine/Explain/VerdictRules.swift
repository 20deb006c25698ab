internal import MartletRules

/// Questions to the engine, each put as a rule of its own.
///
/// What an explanation says to hold is what a scan finds: a part of a rule holds for an event if
/// the rule that consists of this part alone matches it.
struct VerdictRules {
    private(set) var rules: [Rule] = []
    private let location: SourceLocation

    init(location: SourceLocation) {
        self.location = location
    }

    /// Asks whether a search holds.
    ///
    /// - Returns: the number of the answer in ``Verdicts``.
    mutating func ask(_ search: Search) -> Int {
        let selection = Selection(name: "", search: search, location: location)
        return ask(Detection(selections: [selection], conditions: [.selection(0)]))
    }

    /// Asks whether a detection holds by any of its conditions.
    mutating func ask(_ detection: Detection) -> Int {
        ask(Rule(title: "", detection: detection, location: location))
    }

    /// Asks whether a rule matches.
    mutating func ask(_ rule: Rule) -> Int {
        var rule = rule
        // Its filters are questions of their own.
        rule.filters = []
        rules.append(rule)
        return rules.count - 1
    }
}

/// The engine's answers for one event.
struct Verdicts {
    fileprivate var held: [Bool]

    /// Whether what the question asks for holds.
    subscript(question: Int) -> Bool { held[question] }
}

/// Asks the engine, one event after another.
struct VerdictScan: ~Copyable {
    private let count: Int
    private var events: EventScan

    init(_ questions: VerdictRules, reading: EventReading) {
        count = questions.rules.count
        events = EventScan(
            Engine(
                RuleSet(
                    rules: questions.rules,
                    fingerprint: "",
                    logSources: reading.logSources
                )
            ),
            options: reading.options
        )
    }

    /// The answers for an event.
    mutating func verdicts(on event: [UInt8]) throws(EventProblem) -> Verdicts {
        let report = report(on: event)
        if let line = report.malformedLines.first {
            throw .malformed(line.failure, position: line.position)
        }
        guard report.eventCount == 1 else { throw .count(report.eventCount) }
        var verdicts = Verdicts(held: Array(repeating: false, count: count))
        for matched in report.ruleCounts { verdicts.held[matched.rule] = true }
        return verdicts
    }

    /// What a scan of a text reports.
    mutating func report(on text: [UInt8]) -> ChunkReport {
        events.scan(text)
        return events.report
    }
}
