internal import Glibc
internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// How many matches a second the correlator takes on one thread, and what a group costs.
///
/// `CorrelationBenchmark KIND MATCHES GROUPS [BYTES]`, where KIND is `event_count`, `value_count`,
/// `value_sum`, `value_percentile`, `temporal`, `temporal_ordered`, `new_value` or `quiet`, and BYTES
/// the memory for groups. Matches come one a microsecond, the groups in turn, with windows of 5 s.
@main
enum CorrelationBenchmark {
    private static let pieceLength = 50_000
    private static let nanosecondsPerMatch: Int64 = 1_000

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 3, let kind = arguments.first,
            let numbers = Optional(arguments.dropFirst().compactMap { Int($0) }),
            numbers.count == arguments.count - 1,
            let ruleSet = BenchmarkRules.ruleSet(kind)
        else {
            print("usage: CorrelationBenchmark KIND MATCHES GROUPS [BYTES]")
            return
        }
        let limit = numbers.count > 2 ? numbers[2] : 1 << 40
        let correlator = Correlator(
            CorrelationPlan(ruleSet),
            options: Correlator.Options(stateByteLimit: limit)
        )
        let outlines = ruleSet.matchOutlines
        var seconds = 0.0
        var mostBytes = 0
        var signalCount = 0
        var number = 0
        while number < numbers[0] {
            let end = min(number + pieceLength, numbers[0])
            let matches = (number..<end).map {
                BenchmarkRules.match($0, group: $0 % numbers[1], of: outlines)
            }
            number = end
            let start = processorSeconds()
            correlator.advance(
                matches,
                to: Int64(end - 1) * nanosecondsPerMatch,
                on: SerialExecutor()
            )
            signalCount += correlator.takeSignals().count
            seconds += processorSeconds() - start
            mostBytes = max(mostBytes, correlator.usedByteCount)
        }
        report(correlator, numbers, seconds, mostBytes, signalCount)
    }

    /// The time that the process has computed: other load on the machine does not count.
    private static func processorSeconds() -> Double {
        var time = timespec()
        // SAFETY: the call writes the local variable and keeps nothing.
        guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func report(
        _ correlator: Correlator,
        _ numbers: [Int],
        _ seconds: Double,
        _ mostBytes: Int,
        _ signalCount: Int
    ) {
        print("\(Int(Double(numbers[0]) / seconds)) matches a second of processor time")
        print(
            "\(mostBytes) bytes of state at most, \(mostBytes / min(numbers[0], numbers[1])) a group"
        )
        print("\(signalCount) signals; \(correlator.statistics.correlations)")
    }
}

/// The rule sets that are measured, and their matches.
enum BenchmarkRules {
    private static let window: Int64 = 5_000_000_000

    static func ruleSet(_ kind: String) -> RuleSet? {
        if kind == "quiet" {
            var quiet = rule(0)
            quiet.quieting = Quieting(
                groupBy: [FieldReference(FieldPath("user"))],
                episode: Episode(keepAlive: window)
            )
            return RuleSet(rules: [quiet], fingerprint: "0123456789abcdef")
        }
        guard let (kind, requirement) = condition(kind) else { return nil }
        let fields = ["user", "value"].map { FieldPath($0) }
        let references = (0..<3).map { index in
            Correlation.Reference(
                text: "r\(index)",
                target: .rule(index),
                fields: fields.map { FieldReference($0) }
            )
        }
        var isTemporal = false
        if case .temporal = kind { isTemporal = true }
        if case .temporalOrdered = kind { isTemporal = true }
        let correlation = Correlation(
            metadata: RuleMetadata(
                title: "Measured",
                level: .medium,
                location: SourceLocation(file: "measured.yml", line: 1, column: 1)
            ),
            kind: kind,
            references: isTemporal ? references : [references[0]],
            groupBy: [fields[0]],
            fields: fields,
            requirement: requirement,
            timespan: window
        )
        return RuleSet(
            rules: (0..<3).map(rule),
            correlations: [correlation],
            fingerprint: "0123456789abcdef"
        )
    }

    private static func condition(
        _ kind: String
    ) -> (Correlation.Kind, Correlation.Requirement)? {
        let many = Correlation.Requirement.thresholds([.init(.greaterOrEqual, 1_000_000)])
        let value = FieldPath("value")
        switch kind {
        case "event_count": return (.eventCount, many)
        case "value_count": return (.valueCount([value]), many)
        case "value_sum":
            return (.aggregate(.sum, of: value), .thresholds([.init(.greaterOrEqual, 1e15)]))
        case "value_percentile":
            return (
                .aggregate(.percentile(95), of: value),
                .thresholds([.init(.greaterOrEqual, 1e15)])
            )
        case "temporal": return (.temporal, .inherent)
        case "temporal_ordered": return (.temporalOrdered, .inherent)
        case "new_value": return (.newValue([value], .init(learn: 0, forget: nil)), .inherent)
        default: return nil
        }
    }

    private static func rule(_ index: Int) -> Rule {
        var rule = Rule(
            title: "r\(index)",
            detection: Detection(selections: [], conditions: []),
            location: SourceLocation(file: "measured.yml", line: 1, column: 1)
        )
        rule.id = "r\(index)"
        return rule
    }

    /// A match like those of audit logs: an account, and an event with a UUID.
    static func match(_ number: Int, group: Int, of outlines: [MatchOutline]) -> MatchRecord {
        let rule = outlines.dropFirst().contains(where: \.isCollected) ? (number / 7) % 3 : 0
        let random = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        let digits = String(random | 1 << 63, radix: 16)
        let id = "\(digits.prefix(8))-\(digits.suffix(4))-4000-8000-\(digits.prefix(12))"
        let user = "system:serviceaccount:team:\(group)"
        return MatchRecord(
            time: Int64(number) * 1_000,
            rule: rule,
            key: random,
            content: random,
            place: .init(
                input: 0,
                line: number + 1,
                offset: number * 1_200,
                length: 1_200,
                eventID: Array(id.utf8)
            ),
            values: PackedValues(
                outlines[rule].fields.map { field in
                    field.description == "user"
                        ? [FieldValue(.string, text: Array(user.utf8))]
                        : [FieldValue(.number, text: Array(String(number % 1_000).utf8))]
                }
            ),
            signal: outlines[rule].isQuiet ? Array(repeating: 0x20, count: 900) : [],
            signalSplit: outlines[rule].isQuiet ? 800 : 0
        )
    }
}
