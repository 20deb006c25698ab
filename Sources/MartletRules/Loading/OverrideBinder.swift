/// Finds the rules that overrides name, once all rules are loaded, and changes them.
struct OverrideBinder {
    /// After this many unknown rules no similar one is looked for: it means comparing them all.
    private static let suggestionLimit = 20

    /// What was named: an index among rules or among correlations.
    private enum Target: Hashable {
        case rule(Int)
        case correlation(Int)
    }

    /// A key of a rule that may be given once.
    private struct Key: Hashable {
        let target: Target
        let name: String
    }

    private(set) var rules: [Rule]
    private(set) var correlations: [CorrelationDraft]
    /// For each rule, its log source as the document states it, before any pipeline.
    private let logSources: [LogSource]
    private let filters: [Filter]
    private let rejected: [RejectedRule]
    private var places: [Key: SourceLocation] = [:]
    private var unknownCount = 0
    private lazy var targets = self.findTargets()

    /// What the exclusions became, to be processed as filters are; each with the document's log.
    private(set) var exclusions: [(filter: Filter, document: Int)] = []
    /// What is wrong with each document.
    private(set) var logs: [DiagnosticLog] = []

    init(
        rules: [Rule],
        correlations: [CorrelationDraft],
        logSources: [LogSource],
        filters: [Filter],
        rejected: [RejectedRule]
    ) {
        self.rules = rules
        self.correlations = correlations
        self.logSources = logSources
        self.filters = filters
        self.rejected = rejected
    }

    private func findTargets() -> [String: [Target]] {
        var targets: [String: [Target]] = [:]
        for (index, rule) in rules.enumerated() {
            for name in Set([rule.id, rule.name].compactMap { $0 }) {
                targets[name, default: []].append(.rule(index))
            }
        }
        for (index, draft) in correlations.enumerated() {
            for name in Set([draft.correlation.id, draft.correlation.name].compactMap { $0 }) {
                targets[name, default: []].append(.correlation(index))
            }
        }
        return targets
    }

    /// Applies the overrides of a document.
    mutating func apply(_ document: OverrideDocument) {
        var log = DiagnosticLog(file: document.file)
        for override in document.overrides { apply(override, into: &log) }
        logs.append(log)
    }

    private mutating func apply(_ override: RuleOverride, into log: inout DiagnosticLog) {
        guard let named = targets[override.rule.text] else {
            reportUnknown(override.rule, into: &log)
            return
        }
        for target in named {
            if let level = override.level, isFirst("level", target, level.range, into: &log) {
                set(level.value, of: target)
            }
            if let setting = override.isEnabled,
                isFirst("enabled", target, setting.range, into: &log), !setting.value
            {
                disable(target, at: log.file.location(at: setting.range.lowerBound))
            }
        }
        exclude(override, from: named, into: &log)
    }

    /// Whether a key of a rule is given for the first time, after reporting that it is not.
    private mutating func isFirst(
        _ name: String,
        _ target: Target,
        _ range: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        let key = Key(target: target, name: name)
        if let first = places[key] {
            log.error(
                .duplicateOverride,
                "'\(name)' of the rule '\(title(of: target))' is overridden at \(first) already",
                at: range,
                help: "keep one of them"
            )
            return false
        }
        places[key] = log.file.location(at: range.lowerBound)
        return true
    }

    private func title(of target: Target) -> String {
        switch target {
        case .rule(let index): rules[index].title
        case .correlation(let index): correlations[index].correlation.title
        }
    }

    /// The level takes the place of those of `severity_if` as well: a site says what it wants to see.
    private mutating func set(_ level: Level, of target: Target) {
        switch target {
        case .rule(let index):
            rules[index].level = level
            rules[index].severityCases = []
        case .correlation(let index):
            correlations[index].correlation.level = level
            correlations[index].correlation.severityCases = []
        }
    }

    private mutating func disable(_ target: Target, at place: SourceLocation) {
        switch target {
        case .rule(let index): rules[index].disabling = .override(place)
        case .correlation(let index): correlations[index].correlation.disabling = .override(place)
        }
    }

    private mutating func exclude(
        _ override: RuleOverride,
        from named: [Target],
        into log: inout DiagnosticLog
    ) {
        guard let range = override.exclusionRange else { return }
        guard case .rule(let index)? = named.first else {
            log.error(
                .invalidOverride,
                "nothing can be excluded from a correlation, which sees no events",
                at: range,
                help: "exclude it from the rules that the correlation reads"
            )
            return
        }
        for exclusion in override.exclusions {
            var filter = Filter(
                title: "exclusion from \(rules[index].title)",
                reason: exclusion.reason,
                expires: exclusion.expires,
                logSource: logSources[index],
                target: .named([override.rule]),
                detection: exclusion.detection,
                location: exclusion.location
            )
            filter.isExpired = exclusion.isExpired
            exclusions.append((filter, logs.count))
        }
    }

    private mutating func reportUnknown(
        _ reference: RuleReference,
        into log: inout DiagnosticLog
    ) {
        // What is wrong with a rejected rule was said where it stands.
        guard
            !rejected.contains(where: { $0.id == reference.text || $0.shortName == reference.text })
        else { return }
        unknownCount += 1
        let isFilter = filters.contains { $0.id == reference.text }
        let isLookedFor = unknownCount <= Self.suggestionLimit
        log.error(
            .unknownOverriddenRule,
            isFilter
                ? "'\(reference.text)' is a filter, not a rule"
                : "no rule that is loaded has the id or name '\(reference.text)'",
            at: reference.range,
            help: isFilter
                ? "change the filter itself"
                : isLookedFor
                    ? Suggestion.help(for: reference.text, among: targets.keys.sorted()) : nil
        )
    }
}
