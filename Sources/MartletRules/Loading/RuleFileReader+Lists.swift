extension RuleFileReader {
    /// Ends the reading of a file whose rules and filters waited for lists.
    func completed(_ content: RuleFileContent, with lists: ListBinder.Outcome) -> RuleFileContent {
        guard content.hasWaiting else { return content }
        var content = content
        for index in content.parts.indices {
            guard case .waiting(let document) = content.parts[index].content else { continue }
            var log = content.parts[index].log
            let made = completed(document, with: lists, into: &log) ?? .rejected
            content.parts[index] = RuleFileContent.Part(
                log: log,
                label: content.parts[index].label,
                content: made
            )
        }
        return content
    }

    private func completed(
        _ document: RuleFileContent.WaitingDocument,
        with lists: ListBinder.Outcome,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        switch document {
        case .rule(var rule, let claim):
            var known = known(with: lists)
            require(&rule, among: &known, brokenLists: lists.broken, into: &log)
            let resolver = PlaceholderResolver(known, brokenLists: lists.broken, shared: shared)
            guard resolver.resolve(&rule.detection, into: &log) else { return nil }
            return processed(rule, claim, resolver, into: &log)
        case .filter(let filter, let claim):
            return completed(filter, with: lists, into: &log).map { .filter($0, claim) }
        }
    }

    /// Ends the reading of a filter whose placeholders may be lists.
    func completed(
        _ filter: Filter,
        with lists: ListBinder.Outcome,
        into log: inout DiagnosticLog
    ) -> FilterBinder.LoadedFilter? {
        var filter = filter
        let resolver = PlaceholderResolver(
            known(with: lists),
            brokenLists: lists.broken,
            shared: shared
        )
        guard resolver.resolve(&filter.detection, into: &log) else { return nil }
        return processed(filter, resolver, into: &log)
    }

    /// The user's placeholders and all lists.
    func known(with lists: ListBinder.Outcome) -> Placeholders {
        var known = placeholders
        for (name, texts) in lists.placeholders.values { known.define(name, as: texts) }
        return known
    }

    /// Disables a rule of which a required list has no values; one that no file defines is empty.
    private func require(
        _ rule: inout Rule,
        among known: inout Placeholders,
        brokenLists: [String: SourceLocation],
        into log: inout DiagnosticLog
    ) {
        let defined = known
        for reference in rule.requiredLists where brokenLists[reference.name] == nil {
            let name = reference.name
            if known.values[name] == nil {
                if let help = Suggestion.help(for: name, among: defined.values.keys.sorted()) {
                    log.warning(
                        .unknownList,
                        "no file that is loaded defines the list '\(name)'",
                        at: reference.range,
                        help: help
                    )
                }
                known.define(name, as: [])
            }
            if known.values[name]?.isEmpty == true, rule.disabling == nil {
                rule.disabling = .emptyList(name)
            }
        }
    }
}
