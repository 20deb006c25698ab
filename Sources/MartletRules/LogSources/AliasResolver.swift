/// Replaces the names of log sources in rules by the fields that they stand for: aliases first, then
/// those of derived fields, which an alias may stand for.
///
/// The longest alias that begins a field's name counts; what follows it follows each of its paths.
/// Inside a block over an array, and for a field that another is compared with there, names start
/// from the element, and no alias does.
package struct AliasResolver {
    /// The names that a rule may use.
    private struct Names {
        var aliases: [FieldAlias]
        var derivedFields: [DerivedField]

        var isEmpty: Bool { aliases.isEmpty && derivedFields.isEmpty }
    }

    private let sources: [LogSourceDefinition]

    /// Knows the names that these log sources give.
    package init(_ sources: [LogSourceDefinition]) {
        self.sources = sources.filter { !$0.aliases.isEmpty || !$0.derivedFields.isEmpty }
    }

    /// Resolves the aliases of the sources that admit each rule.
    func resolve(_ rules: inout [Rule]) {
        // Rules that stand together mostly name the same log source.
        var last: (logSource: LogSource, names: Names)?
        for index in rules.indices {
            let logSource = rules[index].logSource
            if last == nil || last?.logSource != logSource {
                last = (logSource, names(for: logSource))
            }
            if let names = last?.names, !names.isEmpty { resolve(&rules[index], names) }
        }
    }

    private func resolve(_ rule: inout Rule, _ names: Names) {
        resolve(&rule.detection, names)
        if let message = rule.message {
            let parts: [MessageTemplate.Part] = message.parts.map { part in
                if case .field(let field) = part { .field(resolved(field, names)) } else { part }
            }
            rule.message = MessageTemplate(parts: parts)
        }
        if let quieting = rule.quieting {
            rule.quieting?.groupBy = quieting.groupBy.map { resolved($0, names) }
        }
    }

    /// A field that is read of the events of a log source, with its aliases resolved.
    package func resolved(_ field: FieldReference, for logSource: LogSource) -> FieldReference {
        resolved(field, names(for: logSource))
    }

    /// Resolves the aliases of the sources that admit a filter.
    func resolve(_ filter: inout Filter) {
        let names = names(for: filter.logSource)
        guard !names.isEmpty else { return }
        resolve(&filter.detection, names)
    }

    private func names(for logSource: LogSource) -> Names {
        let admitting = sources.filter { $0.admission.admits(logSource) }
        return Names(
            aliases: admitting.flatMap(\.aliases),
            derivedFields: admitting.flatMap(\.derivedFields)
        )
    }

    private func resolve(_ detection: inout Detection, _ names: Names) {
        for index in detection.selections.indices {
            detection.selections[index].search =
                resolved(detection.selections[index].search, names)
        }
    }

    private func resolved(_ search: Search, _ names: Names) -> Search {
        switch search {
        case .all(let members): return .all(members.map { resolved($0, names) })
        case .any(let members): return .any(members.map { resolved($0, names) })
        case .elements(var block):
            block.field = resolved(block.field, names)
            return .elements(block)
        case .item(var item):
            item.field = item.field.map { resolved($0, names) }
            for value in item.values.indices where item.values[value].comparesFields {
                item.values[value].tests = item.values[value].tests.map { test in
                    guard case .field(let field, let relation, let isCased) = test else {
                        return test
                    }
                    return .field(resolved(field, names), relation, caseSensitive: isCased)
                }
            }
            return .item(item)
        }
    }

    private func resolved(_ field: FieldReference, _ names: Names) -> FieldReference {
        let paths = field.paths.flatMap { $0.resolvingAlias(among: names.aliases) }
        return FieldReference(
            name: field.name,
            paths: paths.flatMap { $0.startingAtDerivedField(of: names.derivedFields) }
        )
    }
}

extension ItemValue {
    /// Whether a test holds the value against that of another field.
    fileprivate var comparesFields: Bool {
        tests.contains { if case .field = $0 { true } else { false } }
    }
}

extension FieldPath {
    /// The paths that the longest alias which begins this one stands for; this one if there is none.
    func resolvingAlias(among aliases: [FieldAlias]) -> [FieldPath] {
        guard let alias = FieldPath.longest(aliases, \.name, beginning: self).first else {
            return [self]
        }
        return alias.paths.map { $0.appending(self, from: alias.name.segments.count) }
    }

    /// The paths into the objects whose name begins this one; this one if there is none.
    ///
    /// Several log sources may give one name to different objects: a rule for both reads both.
    fileprivate func startingAtDerivedField(of fields: [DerivedField]) -> [FieldPath] {
        guard origin == .event else { return [self] }
        let named = FieldPath.longest(fields, \.name, beginning: self)
        guard let count = named.first?.name.segments.count else { return [self] }
        var paths: [FieldPath] = []
        for field in named {
            let path = starting(at: field.origin, behind: count)
            if !paths.contains(path) { paths.append(path) }
        }
        return paths
    }

    /// The entries with the longest of the names that begin a path.
    fileprivate static func longest<Entry>(
        _ entries: [Entry],
        _ name: (Entry) -> FieldPath,
        beginning path: FieldPath
    ) -> [Entry] {
        let beginning = entries.filter { path.segments.starts(with: name($0).segments) }
        let length = beginning.map { name($0).segments.count }.max()
        return beginning.filter { name($0).segments.count == length }
    }
}

extension SignalOutline {
    /// Lets the fields of signals lead into derived objects, where they name one.
    mutating func startAtDerivedFields(_ fields: [DerivedField]) {
        guard !fields.isEmpty else { return }
        entries = entries.mapValues { entries in
            entries.map { entry in
                Entry(
                    key: entry.key,
                    field: entry.field.startingAtDerivedField(of: fields)[0],
                    form: entry.form
                )
            }
        }
    }
}
