/// Finds the rules that each filter applies to, once all rules are loaded.
///
/// Filters and rules may stand in any files and any order.
struct FilterBinder {
    /// A filter, its log source as the document states it, and the file that it stands in.
    struct LoadedFilter {
        let filter: Filter
        let logSource: LogSource
        let file: SourceFile
    }

    /// After this many unknown rules no similar one is looked for: it means comparing them all.
    private static let suggestionLimit = 20

    private var rules: [Rule]
    /// For each rule, its log source as the document states it, before any pipeline.
    private let logSources: [LogSource]
    private(set) var diagnostics: [Diagnostic] = []
    private let rejected: [RejectedRule]
    /// The rules of each id or name.
    private lazy var indices = FilterBinder.indices(of: rules)
    private var unknownCount = 0

    init(rules: [Rule], logSources: [LogSource], rejected: [RejectedRule]) {
        self.rules = rules
        self.logSources = logSources
        self.rejected = rejected
    }

    private static func indices(of rules: [Rule]) -> [String: [Int]] {
        var indices: [String: [Int]] = [:]
        for (index, rule) in rules.enumerated() {
            for name in Set([rule.id, rule.name].compactMap { $0 }) {
                indices[name, default: []].append(index)
            }
        }
        return indices
    }

    /// Ends the binding: the rules with their filters, which nobody else holds.
    mutating func takeRules() -> [Rule] {
        var taken: [Rule] = []
        swap(&taken, &rules)
        return taken
    }

    /// Adds a filter, which has a place in the rule set, to the rules that it applies to.
    mutating func bind(_ entry: LoadedFilter, at filter: Int) {
        guard !entry.filter.isExpired else { return }
        var log = DiagnosticLog(file: entry.file)
        switch entry.filter.target {
        case .all(let range):
            let admitted = rules.indices.filter { entry.logSource.admits(logSources[$0]) }
            if admitted.isEmpty {
                log.warning(
                    .idleFilter,
                    "no loaded rule is for the log source of the filter",
                    at: range
                )
            }
            for rule in admitted { rules[rule].filters.append(filter) }
        case .named(let references):
            for reference in references {
                for rule in find(reference, for: entry, into: &log)
                where rules[rule].filters.last != filter {
                    rules[rule].filters.append(filter)
                }
            }
        }
        diagnostics += log.diagnostics
    }

    /// The rules that a reference means, after reporting why it means none.
    private mutating func find(
        _ reference: RuleReference,
        for filter: LoadedFilter,
        into log: inout DiagnosticLog
    ) -> [Int] {
        guard let named = indices[reference.text] else {
            reportUnknown(reference, into: &log)
            return []
        }
        let admitted = named.filter { filter.logSource.admits(logSources[$0]) }
        if admitted.isEmpty {
            log.warning(
                .foreignLogSource,
                "the rule '\(rules[named[0]].title)' is for another log source "
                    + "and is not filtered",
                at: reference.range,
                help: "state no part of the log source that the rule does not state too"
            )
        }
        return admitted
    }

    private mutating func reportUnknown(
        _ reference: RuleReference,
        into log: inout DiagnosticLog
    ) {
        unknownCount += 1
        var help: String?
        if rejected.contains(where: { $0.id == reference.text }) {
            help = "the rule has errors and was left out"
        } else if unknownCount <= FilterBinder.suggestionLimit {
            help = Suggestion.help(for: reference.text, among: indices.keys.sorted())
        }
        log.warning(
            .unknownRule,
            "no rule that is loaded has the id or name '\(reference.text)'",
            at: reference.range,
            help: help
        )
    }
}
