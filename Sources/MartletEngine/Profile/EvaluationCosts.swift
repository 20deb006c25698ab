/// What rules and fields cost, in the ticks of the processor's clock.
package struct EvaluationCosts: Sendable {
    /// A rule's part in the costs.
    package struct Rule: Sendable {
        /// Events on which it was tried, because something in them is a sign of it.
        package var trialCount = 0
        /// Events that it matched, those that filters hide included.
        package var matchCount = 0
        package var ticks = 0.0
    }

    /// A field's part, which is in the costs of the rules that read it as well.
    package struct Field: Sendable {
        /// Events in which it was looked for and tested.
        package var evaluationCount = 0
        package var ticks = 0.0
    }

    package internal(set) var rules: [Rule]
    package internal(set) var fields: [Field]
    package internal(set) var eventCount = 0
    /// Events that were read on to their ends because rules could still match.
    package internal(set) var wholeEventCount = 0
    package internal(set) var wholeEventTicks = 0.0
    /// All that scanning took.
    package internal(set) var ticks = 0.0
    /// The same in seconds, all threads together.
    package internal(set) var seconds = 0.0

    init(ruleCount: Int, fieldCount: Int) {
        rules = Array(repeating: Rule(), count: ruleCount)
        fields = Array(repeating: Field(), count: fieldCount)
    }

    /// Adds what another session measured of the same rules.
    package mutating func merge(_ other: EvaluationCosts) {
        for rule in rules.indices {
            rules[rule].trialCount += other.rules[rule].trialCount
            rules[rule].matchCount += other.rules[rule].matchCount
            rules[rule].ticks += other.rules[rule].ticks
        }
        for field in fields.indices {
            fields[field].evaluationCount += other.fields[field].evaluationCount
            fields[field].ticks += other.fields[field].ticks
        }
        eventCount += other.eventCount
        wholeEventCount += other.wholeEventCount
        wholeEventTicks += other.wholeEventTicks
        ticks += other.ticks
        seconds += other.seconds
    }

    /// How many nanoseconds an average event spends for a number of ticks in all.
    package func nanosecondsPerEvent(_ part: Double) -> Double {
        guard ticks > 0, eventCount > 0 else { return 0 }
        return part / ticks * seconds * 1e9 / Double(eventCount)
    }
}
