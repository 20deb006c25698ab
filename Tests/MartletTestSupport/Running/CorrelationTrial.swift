internal import MartletCorrelation
package import MartletEngine
package import MartletRules

/// A random rule set and random matches, on which the correlator must agree with the reference.
package struct CorrelationTrial {
    /// How a correlator is run on matches, up to an end.
    package typealias Correlating = (RuleSet, [MatchRecord], _ end: Int64) -> CorrelatorRun

    /// The names of the inputs that the matches are of.
    package static let inputs = ["0.ndjson", "1.ndjson"]

    private let seed: UInt64
    package let ruleSet: RuleSet
    package private(set) var records: [MatchRecord]
    private let end: Int64
    package let reference: ReferenceCorrelator

    package init(seed: UInt64) {
        var random = RandomSource(seed: seed)
        let ruleSet = RandomCorrelations.ruleSet(using: &random)
        let records = RandomMatches.records(of: ruleSet, using: &random)
        let latest = records.map(\.time).max() ?? 0
        let end = latest + random.pick([0, 0, 1, 5, 9, 10, 11, 50])
        self.init(seed: seed, ruleSet, records, end: end)
    }

    private init(seed: UInt64, _ ruleSet: RuleSet, _ records: [MatchRecord], end: Int64) {
        self.seed = seed
        self.ruleSet = ruleSet
        self.records = records
        self.end = end
        self.reference = ReferenceCorrelator(ruleSet, records, end: end)
    }

    /// Everything in which a run differs from the reference, in words for a person.
    package func differences(_ correlating: Correlating) -> [String] {
        let run = correlating(ruleSet, records, end)
        var differences: [String] = []
        let found = run.signals.map {
            ReferenceSignal(reading: $0, of: ruleSet, inputs: CorrelationTrial.inputs)
        }
        for (signal, read) in zip(run.signals, found) where read == nil {
            differences.append("not a signal: " + String(decoding: signal.line, as: UTF8.self))
        }
        if found.count != reference.signals.count {
            let times = found.map { $0.map { "\($0.ordinal) at \($0.time)" } ?? "?" }
            let expected = reference.signals.map { "\($0.ordinal) at \($0.time)" }
            differences.append("signals are of \(times), not \(expected)")
        }
        for (expected, actual) in zip(reference.signals, found.compactMap { $0 }) {
            differences += expected.differences(from: actual).map {
                "the signal of \(expected.ordinal) at \(expected.time): \($0)"
            }
        }
        for index in ruleSet.correlations.indices {
            let ordinal = ruleSet.rules.count + index
            let actual = ReferenceCounts(run.statistics.correlations[index])
            let expected = reference.counts[ordinal] ?? ReferenceCounts()
            if actual != expected {
                differences.append("the counts of \(ordinal) are \(actual), not \(expected)")
            }
        }
        return differences
    }

    /// The trial with as few matches as still differ, and what then differs, to be read by a person.
    package func explanation(_ correlating: Correlating) -> String {
        var smallest = self
        var index = 0
        while index < smallest.records.count {
            var fewer = smallest.records
            fewer.remove(at: index)
            let trial = CorrelationTrial(seed: seed, ruleSet, fewer, end: end)
            if trial.differences(correlating).isEmpty {
                index += 1
            } else {
                smallest = trial
            }
        }
        let lines =
            ["seed \(seed), to \(end)"] + CorrelationDump.lines(ruleSet)
            + CorrelationDump.lines(smallest.records, of: ruleSet)
            + smallest.differences(correlating)
        return lines.joined(separator: "\n")
    }
}

// MARK: - What a trial exercises

extension CorrelationTrial {
    /// Everything that signals should be of.
    package static let words = [
        "quiet", "eventCount", "valueCount", "sum", "average", "percentile", "temporal",
        "temporalOrdered", "newValue", "absence", "sliding", "tumbling", "session", "at close",
        "expression", "chain", "chain of three", "grouped", "several values", "level",
    ]

    /// What a signal is of.
    package func words(of signal: ReferenceSignal) -> [String] {
        guard signal.ordinal >= ruleSet.rules.count else { return ["quiet"] }
        let index = signal.ordinal - ruleSet.rules.count
        let correlation = ruleSet.correlations[index]
        let condition = ReferenceCondition(correlation: correlation)
        var words = [CorrelationTrial.word(correlation.kind)]
        switch correlation.window {
        case .sliding: words.append("sliding")
        case .tumbling: words.append("tumbling")
        case .session: words.append("session")
        }
        if !condition.isDecidedAtInstants { words.append("at close") }
        if case .expression = correlation.requirement { words.append("expression") }
        let depth = depth(of: .correlation(index))
        if depth > 1 { words.append("chain") }
        if depth > 2 { words.append("chain of three") }
        if !signal.group.isEmpty { words.append("grouped") }
        if signal.newValues.count > 1 { words.append("several values") }
        if signal.level != correlation.level { words.append("level") }
        return words
    }

    private static func word(_ kind: Correlation.Kind) -> String {
        switch kind {
        case .eventCount: "eventCount"
        case .valueCount: "valueCount"
        case .aggregate(.sum, _): "sum"
        case .aggregate(.average, _): "average"
        case .aggregate(.percentile, _): "percentile"
        case .temporal: "temporal"
        case .temporalOrdered: "temporalOrdered"
        case .newValue: "newValue"
        case .absence: "absence"
        }
    }

    private func depth(of target: Correlation.Reference.Target) -> Int {
        guard case .correlation(let index) = target else { return 0 }
        let inner = ruleSet.correlations[index].references.map { depth(of: $0.target) }
        return 1 + (inner.max() ?? 0)
    }
}
