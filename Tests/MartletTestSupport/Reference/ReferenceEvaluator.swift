package import MartletRules

/// What a rule means, written down as directly as possible.
///
/// A plain walk of the rule model over a parsed event: no index, no cache, no laziness, no shared
/// code with the engine except RE2. Where the engine differs, `rule-language.md` decides who is
/// wrong. The event's members must have unique keys; with duplicates the meaning is unspecified.
package struct ReferenceEvaluator {
    /// The event, or the element of an array that a block looks at.
    private let event: JSONValue
    private let tally: ReferenceTally?
    private let isElement: Bool

    /// An evaluator of an event that, if told to, counts how everything it looks at comes out.
    package init(event: JSONValue, tally: ReferenceTally? = nil) {
        self.init(event: event, tally: tally, isElement: false)
    }

    private init(event: JSONValue, tally: ReferenceTally?, isElement: Bool) {
        self.event = event
        self.tally = tally
        self.isElement = isElement
    }

    /// The index of the first condition of a rule that holds, or `nil` if the rule does not match.
    ///
    /// The log source plays no part here.
    package func matchedCondition(of rule: Rule) -> Int? {
        heldCondition(of: rule.detection)
    }

    /// The first of a rule's filters that does not hold, or `nil` if all do.
    package func filter(hiding rule: Rule, of ruleSet: RuleSet) -> Int? {
        rule.filters.first { heldCondition(of: ruleSet.filters[$0].detection) == nil }
    }

    /// Whether any of a detection's conditions holds, as of a log source that recognises the event.
    func holds(_ detection: Detection) -> Bool {
        heldCondition(of: detection) != nil
    }

    private func heldCondition(of detection: Detection) -> Int? {
        let held = detection.selections.map { holds($0.search) }
        return detection.conditions.firstIndex { holds($0, selections: held) }
    }

    /// Whether a rule matches the event.
    package func matches(_ rule: Rule) -> Bool {
        matchedCondition(of: rule) != nil
    }

    /// Logic is two-valued: an absent field makes a test false, and `not` turns that into true.
    private func holds(_ condition: Condition, selections: [Bool]) -> Bool {
        switch condition {
        case .selection(let index): selections[index]
        case .and(let parts): parts.allSatisfy { holds($0, selections: selections) }
        case .or(let parts): parts.contains { holds($0, selections: selections) }
        case .not(let part): !holds(part, selections: selections)
        case .atLeast(let count, let indices): indices.count { selections[$0] } >= count
        }
    }

    private func holds(_ search: Search) -> Bool {
        switch search {
        case .all(let parts): parts.allSatisfy(holds)
        case .any(let parts): parts.contains(where: holds)
        case .elements(let block): holds(block)
        case .item(let item): holds(item)
        }
    }

    /// The elements are the values of the field but `null`; each is an event of its own to the body.
    private func holds(_ block: ElementBlock) -> Bool {
        let elements = ReferenceOccurrence(of: block.field, in: event).values.filter { $0 != .null }
        let count = elements.count { element in
            ReferenceEvaluator(event: element, tally: tally, isElement: true)
                .heldCondition(of: block.body) != nil
        }
        let holds =
            switch block.quantifier {
            case .any: count > 0
            case .all: count == elements.count && count > 0
            case .allOrEmpty: count == elements.count
            case .none: count == 0
            }
        tally?.record(block, inBlock: isElement, holds)
        return holds
    }

    /// A list of values is OR, with `all` AND; `neq` is the negation of the whole list.
    ///
    /// With `all` each test may hold on another value of the field, or another leaf of the event.
    private func holds(_ item: DetectionItem) -> Bool {
        let occurrence = ReferenceOccurrence(of: item.field, in: event)
        func passes(_ value: ItemValue) -> Bool {
            value.tests.contains { test in
                let holds = occurrence.satisfies(test, in: event)
                tally?.record(test, of: item.field, holds)
                return holds
            }
        }
        let result =
            item.requiresAll
            ? item.values.allSatisfy(passes)
            : item.values.contains(where: passes)
        return result != item.isNegated
    }
}
