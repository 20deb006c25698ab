/// Whether a rule matches an event that has nothing: then it hardly selects anything.
package enum EmptyEvent {
    /// Whether any condition holds for an event without fields.
    package static func matches(_ detection: Detection) -> Bool {
        let held = detection.selections.map { holds($0.search) }
        return detection.conditions.contains { holds($0, held) }
    }

    private static func holds(_ condition: Condition, _ held: [Bool]) -> Bool {
        switch condition {
        case .selection(let index): held[index]
        case .and(let parts): parts.allSatisfy { holds($0, held) }
        case .or(let parts): parts.contains { holds($0, held) }
        case .not(let part): !holds(part, held)
        case .atLeast(let count, let indices): indices.count { held[$0] } >= count
        }
    }

    private static func holds(_ search: Search) -> Bool {
        switch search {
        case .all(let parts): return parts.allSatisfy(holds)
        case .any(let parts): return parts.contains(where: holds)
        case .elements(let block): return [.allOrEmpty, .none].contains(block.quantifier)
        case .item(let item):
            func passes(_ value: ItemValue) -> Bool {
                value.tests.contains { $0 == .null || $0 == .exists(false) }
            }
            let result =
                item.requiresAll
                ? item.values.allSatisfy(passes) : item.values.contains(where: passes)
            return result != item.isNegated
        }
    }
}
