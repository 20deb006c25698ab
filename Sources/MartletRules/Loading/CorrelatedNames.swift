/// What ids and names mean in a correlation: rules and other correlations.
struct CorrelatedNames {
    typealias Target = Correlation.Reference.Target

    /// After this many unknown names no similar one is looked for: it means comparing them all.
    private static let suggestionLimit = 20

    private var targets: [String: [Target]] = [:]
    /// Names that are taken, and mean nothing here.
    private let filters: Set<String>
    private var rejected: [String: RejectedRule] = [:]
    private var unknownCount = 0

    init(
        _ drafts: [CorrelationDraft],
        rules: [Rule],
        filters: [Filter],
        rejected: [RejectedRule]
    ) {
        self.filters = Set(filters.compactMap(\.id))
        for (index, rule) in rules.enumerated() { add(.rule(index), rule.metadata) }
        for (index, draft) in drafts.enumerated() {
            add(.correlation(index), draft.correlation.metadata)
        }
        for rule in rejected {
            for name in [rule.id, rule.shortName].compactMap({ $0 })
            where self.rejected[name] == nil {
                self.rejected[name] = rule
            }
        }
    }

    private mutating func add(_ target: Target, _ metadata: RuleMetadata) {
        for name in Set([metadata.id, metadata.name].compactMap { $0 }) {
            targets[name, default: []].append(target)
        }
    }

    /// What a name means, if it means one thing.
    func target(of name: String) -> Target? {
        guard let found = targets[name], found.count == 1 else { return nil }
        return found[0]
    }

    /// What a reference means, after reporting why it means nothing.
    mutating func target(of reference: RuleReference, into log: inout DiagnosticLog) -> Target? {
        let found = targets[reference.text] ?? []
        if found.count == 1 { return found[0] }
        if found.count > 1 {
            log.error(
                .ambiguousReference,
                "\(found.count) rules have the id or name '\(reference.text)'",
                at: reference.range,
                help: "give each a name of its own"
            )
        } else if let rule = rejected[reference.text] {
            log.error(
                .rejectedCorrelatedRule,
                "the rule '\(reference.text)' has errors and was left out",
                at: reference.range,
                help: "see \(rule.reason.location): \(rule.reason.message)"
            )
        } else if filters.contains(reference.text) {
            log.error(
                .unknownCorrelatedRule,
                "'\(reference.text)' is a filter, which has no matches",
                at: reference.range,
                help: "name the rule that it filters"
            )
        } else {
            reportUnknown(reference, into: &log)
        }
        return nil
    }

    private mutating func reportUnknown(
        _ reference: RuleReference,
        into log: inout DiagnosticLog
    ) {
        unknownCount += 1
        let isLookedFor = unknownCount <= Self.suggestionLimit
        log.error(
            .unknownCorrelatedRule,
            "no rule that is loaded has the id or name '\(reference.text)'",
            at: reference.range,
            help: isLookedFor
                ? Suggestion.help(for: reference.text, among: targets.keys.sorted()) : nil
        )
    }
}
