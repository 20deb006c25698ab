package import MartletRules

/// Explains what a rule makes of events.
package struct Explainer: ~Copyable {
    private let rule: Rule
    private let reading: EventReading
    private let outline: DetectionOutline
    /// The question whether the rule as a whole matches.
    private let whole: Int
    /// The question whether it would if it were for all logs.
    private let everywhere: Int
    private let filters: [(filter: Filter, outline: DetectionOutline)]
    private var scan: VerdictScan

    /// Prepares for a rule.
    ///
    /// - Parameters:
    ///   - rule: the rule.
    ///   - filters: those that apply to it.
    ///   - reading: how a scan would read events.
    package init(
        _ rule: Rule,
        filters: [Filter] = [],
        reading: EventReading = EventReading()
    ) {
        self.rule = rule
        self.reading = reading
        var questions = VerdictRules(location: rule.location)
        whole = questions.ask(rule)
        var universal = rule
        universal.logSource = LogSource()
        everywhere = questions.ask(universal)
        outline = DetectionOutline(rule.detection, inElement: false, asking: &questions)
        var outlines: [(Filter, DetectionOutline)] = []
        for filter in filters {
            let outline = DetectionOutline(filter.detection, inElement: false, asking: &questions)
            outlines.append((filter, outline))
        }
        self.filters = outlines
        scan = VerdictScan(questions, reading: reading)
    }

    /// Explains the rule on an event.
    ///
    /// - Parameter event: one event as JSON text.
    /// - Returns: the verdicts, which are those of a scan, with their reasons.
    /// - Throws: why the text is not one event.
    package mutating func explain(_ event: [UInt8]) throws(EventProblem) -> Explanation {
        let verdicts = try scan.verdicts(on: event)
        let values = EventValues(of: event, reading: reading)
        let explainer = DetectionExplainer(reading: reading, values: values)
        return Explanation(
            rule: rule,
            isMatch: verdicts[whole],
            isForOtherLogs: verdicts[everywhere] && !verdicts[whole],
            detection: explainer.explain(outline, verdicts),
            filters: filters.map { filter, outline in
                FilterExplanation(
                    filter: filter,
                    detection: explainer.explain(outline, verdicts)
                )
            },
            showsValues: values.isReadable
        )
    }
}
