internal import MartletEngine
internal import MartletRules

/// Finds out why rules cannot have matched what a run read.
///
/// That a field never occurred is known of the whole run; why, the first events tell.
struct Doctor {
    /// With fewer events nothing is said of what they do not have.
    private static let leastCount = 20
    /// More rules than this are not asked which stages they need.
    private static let askedRuleLimit = 2_000

    let rules: [Rule]
    let summary: RunSummary
    let sample: SampledEvents
    let logSources: [LogSourceDefinition]

    /// All advice, the most general first.
    func advice() -> [Advice] {
        unknownEvents + bodies("requestObject", "Request")
            + bodies("responseObject", "RequestResponse")
            + stages
    }

    private var audited: [(rule: Rule, outcome: RunSummary.RuleOutcome)] {
        zip(rules, summary.rules).filter { rule, _ in
            rule.logSource.product == "kubernetes"
        }
        .map { ($0, $1) }
    }

    // MARK: Events that are not recognised

    private var unknownEvents: [Advice] {
        let missed = summary.sources.filter { $0.eventCount == 0 && $0.ruleCount > 0 }
        guard summary.unknownEventCount > 0, !missed.isEmpty, let event = sample.firstUnknown else {
            return []
        }
        let keys = event.members(of: 0).prefix(6).compactMap { node in
            event.key(of: node).map { String(decoding: $0, as: UTF8.self) }
        }
        let more = event.members(of: 0).count > keys.count ? ", ..." : ""
        let names = missed.map(\.name)
        let definitions = logSources.filter { names.contains($0.name) }
        let near = NearForm.nearest(to: event, among: definitions)
        let shown = keys.isEmpty ? "nothing" : keys.joined(separator: ", ") + more
        return [
            Advice(
                subject: .unknownEvents,
                message:
                    "no event is known as \(names.joined(separator: " or ")): the first one has "
                    + "\(shown); \(near?.description ?? "no known form has any of these")",
                rules: rules.filter { rule in
                    definitions.contains { $0.admission.admits(rule.logSource) }
                }
                .map(\.title)
            )
        ]
    }

    // MARK: Bodies

    private func bodies(_ body: String, _ level: String) -> [Advice] {
        guard sample.count >= Self.leastCount, !sample.hasField(body) else { return [] }
        let aliases = AliasResolver(logSources)
        let blind = audited.filter { rule, outcome in
            guard case .blind(let fields) = outcome.status else { return false }
            return fields.allSatisfy { field in
                aliases.resolved(FieldReference(field), for: rule.logSource).paths
                    .allSatisfy { $0.leads(below: body) }
            }
        }
        guard !blind.isEmpty else { return [] }
        let levels = sample.texts(of: "level").sorted()
        let count = ReadableNumber.grouped(sample.count)
        let readers = ReadableNumber.counted(blind.count, "rule")
        let reads = blind.count == 1 ? "reads" : "read"
        let cause =
            levels.isEmpty
            ? "the first \(count) events hold none"
            : "the first \(count) events are recorded at level \(levels.joined(separator: " or "))"
        return [
            Advice(
                subject: .bodies,
                message: "\(body) never occurs, which \(readers) \(reads): \(cause); let the audit "
                    + "policy record level \(level) for the resources of these rules (martlet policy "
                    + "check tells which of its lines do not, martlet policy generate writes one)",
                rules: blind.map(\.rule.title)
            )
        ]
    }

    // MARK: Stages

    private var stages: [Advice] {
        let seen = Set(sample.texts(of: "stage").map { $0.lowercased() })
        guard !seen.isEmpty, sample.count >= Self.leastCount else { return [] }
        var missed: [String: [String]] = [:]
        for (rule, outcome) in audited.prefix(Self.askedRuleLimit) {
            switch outcome.status {
            case .active, .hidden: continue
            case .neverMatched, .blind: break
            }
            guard let wanted = RuleLogic(rule.detection).demandedTexts(of: "stage"),
                !wanted.isEmpty, wanted.isDisjoint(with: seen)
            else { continue }
            let names = wanted.map { Self.stageNames[$0] ?? $0 }.sorted()
            missed[names.joined(separator: " or "), default: []].append(rule.title)
        }
        let count = ReadableNumber.grouped(sample.count)
        return missed.sorted { $0.key < $1.key }.map { stage, titles in
            let readers = ReadableNumber.counted(titles.count, "rule")
            return Advice(
                subject: .stage,
                message: "none of the first \(count) events is of stage \(stage), for which "
                    + "\(readers) \(titles.count == 1 ? "waits" : "wait"): see whether the audit "
                    + "policy omits it (omitStages; martlet policy check tells), or a filter in "
                    + "front of martlet",
                rules: titles
            )
        }
    }

    private static let stageNames = [
        "requestreceived": "RequestReceived", "responsestarted": "ResponseStarted",
        "responsecomplete": "ResponseComplete", "panic": "Panic",
    ]
}
