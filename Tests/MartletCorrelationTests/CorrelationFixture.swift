import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport

/// A rule set made by hand, and matches of it, for what golden cases cannot say.
struct CorrelationFixture {
    static let second: Int64 = 1_000_000_000

    private(set) var ruleSet: RuleSet
    private let outlines: [MatchOutline]

    /// Rules `r0` and so on, and correlations that read all of them and group by `user`.
    init(
        ruleCount: Int = 1,
        quieting: Quieting? = nil,
        severityCases: [SeverityCase] = [],
        correlations: [Correlation]
    ) {
        let rules = (0..<ruleCount).map { index in
            var rule = Rule(
                title: "Rule \(index)",
                level: .low,
                detection: Detection(selections: [], conditions: []),
                location: SourceLocation(file: "rules.yml", line: 1, column: 1)
            )
            rule.id = "r\(index)"
            rule.quieting = quieting
            rule.severityCases = severityCases
            return rule
        }
        ruleSet = RuleSet(
            rules: rules,
            correlations: correlations,
            fingerprint: "0123456789abcdef"
        )
        outlines = ruleSet.matchOutlines
    }

    /// A correlation over the first rules, or over other correlations.
    static func correlation(
        _ kind: Correlation.Kind,
        _ requirement: Correlation.Requirement,
        ruleCount: Int = 1,
        over correlations: [Int] = [],
        timespan: Int64 = 10 * second,
        groupBy: [String] = ["user"],
        otherFields: [String] = ["value"]
    ) -> Correlation {
        let fields = (groupBy + otherFields).map { FieldPath($0) }
        let targets: [Correlation.Reference.Target] =
            correlations.isEmpty
            ? (0..<ruleCount).map { .rule($0) } : correlations.map { .correlation($0) }
        var metadata = RuleMetadata(
            title: "Correlated",
            level: .medium,
            location: SourceLocation(file: "rules.yml", line: 9, column: 1)
        )
        metadata.id = "c"
        return Correlation(
            metadata: metadata,
            kind: kind,
            references: targets.map { target in
                .init(text: "\(target)", target: target, fields: fields.map { FieldReference($0) })
            },
            groupBy: groupBy.map { FieldPath($0) },
            fields: fields,
            requirement: requirement,
            timespan: timespan
        )
    }

    static func atLeast(_ number: Double) -> Correlation.Requirement {
        .thresholds([.init(.greaterOrEqual, number)])
    }

    /// A match whose key, line and place are its number.
    func match(
        _ number: Int,
        at time: Int64,
        rule: Int = 0,
        user: String? = "u",
        values: [FieldValue] = [],
        signal: String = "",
        split: Int = 0
    ) -> MatchRecord {
        MatchRecord(
            time: time,
            rule: rule,
            key: UInt64(number),
            content: UInt64(number),
            place: .init(input: 0, line: number, offset: number * 100, length: 99),
            values: PackedValues(
                outlines[rule].fields.map { field in
                    if field.description == "user" {
                        return user.map { [FieldValue(.string, text: Array($0.utf8))] } ?? []
                    }
                    return values
                }
            ),
            signal: Array(signal.utf8),
            signalSplit: split
        )
    }

    static func string(_ text: String) -> FieldValue { FieldValue(.string, text: Array(text.utf8)) }
    static func number(_ text: String) -> FieldValue { FieldValue(.number, text: Array(text.utf8)) }

    func correlator(_ options: Correlator.Options = .init()) -> Correlator {
        let correlator = Correlator(CorrelationPlan(ruleSet), options: options)
        correlator.inputNames = ["audit.log"]
        return correlator
    }

    /// Everything that matches come to, given in one piece or in pieces of whole instants.
    func run(
        _ matches: [MatchRecord],
        _ options: Correlator.Options = .init(),
        end: Int64? = nil,
        pieceLength: Int = .max,
        on executor: some ShardExecutor = SerialExecutor()
    ) -> Outcome {
        let correlator = correlator(options)
        let ordered = matches.sorted(by: MatchRecord.isInOrder)
        var signals: [CorrelationSignal] = []
        var rest = ordered[...]
        while !rest.isEmpty {
            let last = rest.prefix(pieceLength).last?.time ?? 0
            let piece = rest.prefix { $0.time <= last }
            rest = rest.dropFirst(piece.count)
            correlator.advance(Array(piece), to: last, on: executor)
            signals += correlator.takeSignals()
        }
        correlator.finish(at: end ?? ordered.last?.time ?? 0, on: executor) { signals += $0 }
        if !options.isStreaming { signals.sort(by: CorrelationSignal.isInOrder) }
        return Outcome(signals: signals, statistics: correlator.statistics)
    }

    struct Outcome: Equatable {
        var signals: [CorrelationSignal]
        var statistics: CorrelationStatistics

        var lines: [String] { signals.map { String(decoding: $0.line, as: UTF8.self) } }
    }
}
