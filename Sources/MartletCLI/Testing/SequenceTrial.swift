internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// Tries sequences of events on correlations and rules, with the stages of a scan.
struct SequenceTrial {
    /// A signal, as far as tests speak of it.
    struct Signal {
        let level: Level
        /// The values by which it is grouped, with their fields.
        let group: [(field: FieldPath, value: FieldValue)]
        /// How many matches it counts.
        let count: Int
    }

    /// What came of a sequence.
    enum Outcome {
        /// The signals, and how many events with matches say no time, and count for nothing.
        case signals([Signal], noTimeCount: Int)
        case broken(reason: String)
    }

    private let rules: RuleSet
    private let engine: Engine
    private let plan: CorrelationPlan
    private let options: ScanOptions

    /// - Parameters:
    ///   - rules: all rules and correlations.
    ///   - engine: the rules, compiled.
    ///   - options: how a scan would read events.
    init(_ rules: RuleSet, _ engine: Engine, options: ScanOptions) {
        self.rules = rules
        self.engine = engine
        self.options = options
        // A correlation is tested by what it gives, whether anybody sees it or not.
        var heard = rules.correlations
        for index in heard.indices { heard[index].isSilent = false }
        plan = CorrelationPlan(
            RuleSet(
                rules: rules.rules,
                filters: rules.filters,
                correlations: heard,
                fingerprint: rules.fingerprint,
                logSources: rules.logSources
            )
        )
    }

    /// The signals of a rule, or of the correlation whose number follows those of the rules.
    func outcome(of events: [[UInt8]], ordinal: Int) -> Outcome {
        switch SequenceScan.verdict(on: events, engine, options: options) {
        case .malformed(let event, let failure, let offset):
            return .broken(
                reason: "event \(event) is malformed at byte \(offset + 1): \(failure)"
            )
        case .read(let reading):
            guard ordinal >= rules.rules.count || rules.rules[ordinal].quieting != nil else {
                return .signals(Self.signals(of: ordinal, in: reading), noTimeCount: 0)
            }
            return .signals(
                correlated(reading, ordinal: ordinal),
                noTimeCount: reading.noTimeCount
            )
        }
    }

    private static func signals(of rule: Int, in reading: SequenceScan.Reading) -> [Signal] {
        reading.signalCounts.filter { $0.rule == rule }.flatMap { entry in
            Array(repeating: Signal(level: entry.level, group: [], count: 1), count: entry.count)
        }
    }

    private func correlated(_ reading: SequenceScan.Reading, ordinal: Int) -> [Signal] {
        guard let end = reading.end else { return [] }
        let correlator = Correlator(plan, options: Correlator.Options())
        correlator.inputNames = [""]
        let executor = SerialExecutor()
        correlator.advance(reading.matches, to: reading.matches.last?.time ?? end, on: executor)
        var signals: [CorrelationSignal] = []
        correlator.finish(at: end, on: executor) { signals += $0 }
        signals.sort(by: CorrelationSignal.isInOrder)
        let fields = fields(of: ordinal)
        return signals.filter { $0.ordinal == ordinal }.map { signal in
            Signal(
                level: signal.level,
                group: zip(fields, signal.group).map { (field: $0, value: $1) },
                count: EventTree(signal.line).flatMap { $0.integer(at: "correlation.count") } ?? 0
            )
        }
    }

    private func fields(of ordinal: Int) -> [FieldPath] {
        let correlation = ordinal - rules.rules.count
        if correlation >= 0 { return rules.correlations[correlation].groupBy }
        return rules.rules[ordinal].quieting?.groupBy.map(\.name) ?? []
    }
}

extension SequenceTrial.Signal: CustomStringConvertible {
    /// In the words of a test: `{group: {user.username: alice}, count: 3, level: high}`.
    var description: String {
        let values = group.map { "\($0.field): \($0.value.testText)" }
        let group = values.isEmpty ? "" : "group: {\(values.joined(separator: ", "))}, "
        return "{\(group)count: \(count), level: \(level.rawValue)}"
    }
}

extension FieldValue {
    fileprivate var testText: String {
        kind == .missing ? "null" : String(decoding: text, as: UTF8.self)
    }
}
