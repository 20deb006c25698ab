/// Replaces the aliases of log sources in rules by the fields that they stand for.
///
/// The longest alias that begins a field's name counts; what follows it follows each of its paths.
/// Inside a block over an array, and for a field that another is compared with there, names start
/// from the element, and no alias does.
struct AliasResolver {
    private let sources: [LogSourceDefinition]

    init(_ sources: [LogSourceDefinition]) {
        self.sources = sources.filter { !$0.aliases.isEmpty }
    }

    /// Resolves the aliases of the sources that admit a rule.
    func resolve(_ rule: inout Rule) {
        let aliases = aliases(of: rule.logSource)
        guard !aliases.isEmpty else { return }
        resolve(&rule.detection, aliases)
        if let message = rule.message {
            let parts: [MessageTemplate.Part] = message.parts.map { part in
                if case .field(let field) = part { .field(resolved(field, aliases)) } else { part }
            }
            rule.message = MessageTemplate(parts: parts)
        }
        if let quieting = rule.quieting {
            rule.quieting?.groupBy = quieting.groupBy.map { resolved($0, aliases) }
        }
    }

    /// A field that is read of the events of a log source, with its aliases resolved.
    func resolved(_ field: FieldReference, for logSource: LogSource) -> FieldReference {
        resolved(field, aliases(of: logSource))
    }

    /// Resolves the aliases of the sources that admit a filter.
    func resolve(_ filter: inout Filter) {
        let aliases = aliases(of: filter.logSource)
        guard !aliases.isEmpty else { return }
        resolve(&filter.detection, aliases)
    }

    private func aliases(of logSource: LogSource) -> [FieldAlias] {
        sources.filter { $0.admission.admits(logSource) }.flatMap(\.aliases)
    }

    private func resolve(_ detection: inout Detection, _ aliases: [FieldAlias]) {
        for index in detection.selections.indices {
            detection.selections[index].search =
                resolved(detection.selections[index].search, aliases)
        }
    }

    private func resolved(_ search: Search, _ aliases: [FieldAlias]) -> Search {
        switch search {
        case .all(let members): return .all(members.map { resolved($0, aliases) })
        case .any(let members): return .any(members.map { resolved($0, aliases) })
        case .elements(var block):
            block.field = resolved(block.field, aliases)
            return .elements(block)
        case .item(var item):
            item.field = item.field.map { resolved($0, aliases) }
            for value in item.values.indices {
                item.values[value].tests = item.values[value].tests.map { test in
                    guard case .field(let field, let relation, let isCased) = test else {
                        return test
                    }
                    return .field(resolved(field, aliases), relation, caseSensitive: isCased)
                }
            }
            return .item(item)
        }
    }

    private func resolved(_ field: FieldReference, _ aliases: [FieldAlias]) -> FieldReference {
        let paths = field.paths.flatMap { path in
            let alias =
                aliases
                .filter { path.segments.starts(with: $0.name.segments) }
                .max { $0.name.segments.count < $1.name.segments.count }
            return alias.map { alias in
                alias.paths.map { $0.appending(path, from: alias.name.segments.count) }
            } ?? [path]
        }
        return FieldReference(name: field.name, paths: paths)
    }
}
