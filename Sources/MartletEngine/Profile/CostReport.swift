internal import MartletRules

/// What the rules and fields of a run cost, by name, dearest first.
package struct CostReport: Sendable {
    /// A rule and what it costs.
    package struct Rule: Sendable {
        package let title: String
        package let id: String?
        /// Averaged over all events.
        package let nanosecondsPerEvent: Double
        /// The share of events on which it was tried.
        package let trialShare: Double
        package let matchCount: Int
        /// The fields of which each event is asked for a sign of the rule; none if the rule is tried
        /// on every event.
        package let witnesses: [String]
    }

    /// A field and what finding and testing it costs, which is in the costs of rules as well.
    package struct Field: Sendable {
        package let name: String
        /// Averaged over all events.
        package let nanosecondsPerEvent: Double
        /// The share of events in which it was looked for.
        package let evaluationShare: Double
    }

    package let rules: [Rule]
    package let fields: [Field]
    /// All of the scan, averaged over all events, a processor each.
    package let nanosecondsPerEvent: Double
    /// The part of it that no rule caused: to find the events and their first fields, to write.
    package var remainder: Double {
        nanosecondsPerEvent - rules.reduce(0) { $0 + $1.nanosecondsPerEvent }
    }
    /// The share of events that rules had read to their ends, and what that cost, averaged over all.
    package let wholeEventShare: Double
    package let wholeEventNanoseconds: Double

    /// Names what was measured with an engine.
    package init(_ costs: EvaluationCosts, of engine: Engine) {
        let compiled = engine.compiled
        let eventCount = Double(max(costs.eventCount, 1))
        let names = compiled.fields.sources.indices.map { compiled.fields.description(of: $0) }
        var witnesses = Array(repeating: [String](), count: engine.rules.count)
        for (field, rules) in compiled.rulesOfWitnessFields.enumerated() {
            for rule in rules where !witnesses[rule].contains(names[field]) {
                witnesses[rule].append(names[field])
            }
        }
        rules = engine.rules.indices
            .map { rule in
                Rule(
                    title: engine.rules[rule].title,
                    id: engine.rules[rule].id,
                    nanosecondsPerEvent: costs.nanosecondsPerEvent(costs.rules[rule].ticks),
                    trialShare: Double(costs.rules[rule].trialCount) / eventCount,
                    matchCount: costs.rules[rule].matchCount,
                    witnesses: witnesses[rule]
                )
            }
            .sorted { $0.nanosecondsPerEvent > $1.nanosecondsPerEvent }
        let fieldCosts = costs.wholeFields(of: compiled.fields.sources)
        fields = fieldCosts.indices
            .map { field in
                Field(
                    name: names[field],
                    nanosecondsPerEvent: costs.nanosecondsPerEvent(fieldCosts[field].ticks),
                    evaluationShare: Double(fieldCosts[field].evaluationCount) / eventCount
                )
            }
            .filter { $0.evaluationShare > 0 }
            .sorted { $0.nanosecondsPerEvent > $1.nanosecondsPerEvent }
        nanosecondsPerEvent = costs.nanosecondsPerEvent(costs.ticks)
        wholeEventShare = Double(costs.wholeEventCount) / eventCount
        wholeEventNanoseconds = costs.nanosecondsPerEvent(costs.wholeEventTicks)
    }
}

extension EvaluationCosts {
    /// What each field costs, with those of its tests that are kept apart.
    fileprivate func wholeFields(of sources: [FieldSource]) -> [Field] {
        var result = fields
        for (field, source) in sources.enumerated() {
            guard let whole = source.testedField else { continue }
            result[whole].ticks += fields[field].ticks
            // An event may be asked for both.
            result[whole].evaluationCount = max(
                result[whole].evaluationCount,
                fields[field].evaluationCount
            )
            result[field] = Field()
        }
        return result
    }
}

extension CompiledFields {
    /// What a field is called where no signal shows it.
    fileprivate func description(of field: Int) -> String {
        if let name = names[field] { return name.description }
        switch sources[field] {
        case .leaves: return "keywords (all values)"
        case .object: return "."
        case .path(let path): return path.description
        case .members(let base, _): return description(of: base) + "[]"
        case .derived(_, let base): return "what is derived from " + description(of: base)
        case .pool(let fields):
            return fields.first.map { description(of: $0) + " and others" } ?? "no field"
        case .comparison(let field, let other):
            return description(of: field) + " against " + description(of: other)
        case .elements(let field, _): return description(of: field) + "[...]"
        case .routed(let field, _), .lone(let field, _): return description(of: field)
        }
    }
}
