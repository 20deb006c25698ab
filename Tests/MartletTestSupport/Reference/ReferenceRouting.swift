internal import MartletRules

/// Which log sources an event is of, and whether a rule is for it.
///
/// An event that begins with the opening of a source is of that source and no other; of several
/// openings the first definition's counts. Any other is of each source whose recognition holds. A
/// rule is tried on an event if one of the event's sources admits it, and on each event of no
/// source. A source admits a rule whose stated parts are all among its own, in any case.
struct ReferenceRouting {
    let definitions: [LogSourceDefinition]

    /// The source that the event's first bytes tell, as an index of the definitions.
    func typedSource(of event: ReferenceEvent) -> Int? {
        guard let source = definitions.firstIndex(where: { $0.opening != nil }),
            let opening = definitions[source].opening, event.begins(with: opening.bytes)
        else { return nil }
        return source
    }

    /// The sources of an event, as indices of the definitions.
    func sources(of event: ReferenceEvent) -> [Int] {
        if let typed = typedSource(of: event) { return [typed] }
        let evaluator = ReferenceEvaluator(event: event.value)
        return definitions.indices.filter { evaluator.holds(definitions[$0].recognition) }
    }

    /// Whether a rule is tried on events of these sources.
    func admits(_ rule: Rule, _ sources: [Int]) -> Bool {
        sources.isEmpty
            || sources.contains { ReferenceRouting.admits(rule.logSource, definitions[$0]) }
    }

    private static func admits(_ logSource: LogSource, _ definition: LogSourceDefinition) -> Bool {
        let admission = definition.admission
        let parts = [
            (logSource.product, admission.products), (logSource.service, admission.services),
            (logSource.category, admission.categories),
        ]
        return parts.allSatisfy { stated, listed in
            guard let stated else { return true }
            return listed.map { $0.lowercased() }.contains(stated.lowercased())
        }
    }
}
