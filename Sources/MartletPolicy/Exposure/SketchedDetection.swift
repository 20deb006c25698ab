internal import MartletRules

/// A detection, prepared to be asked about many events that are only sketched.
///
/// Parts are looked at one by one, so what is possible may still not be; what never matches never
/// does.
struct SketchedDetection {
    private indirect enum Part {
        case all([Part])
        case any([Part])
        case item(SketchedItem)
        /// A block over the elements of fields, and what it comes to if there are none.
        case elements([SketchedField], ofNone: Chance)
    }

    private let selections: [Part]
    private let conditions: [Condition]
    /// Whether it asks for the level at which an event is recorded.
    let readsLevel: Bool
    /// Whether it asks for anything in a body.
    let readsRequest: Bool
    let readsResponse: Bool
    /// What it asks of the target of a request, part by part.
    private let targetParts: [Part]
    /// Whether a part asks of the target and of something else at once.
    let mixesTarget: Bool

    /// Prepares a detection whose events may have these codes.
    init(_ detection: Detection, codes: [String]) {
        let selections = detection.selections.map { SketchedDetection.part($0.search, codes) }
        self.selections = selections
        conditions = detection.conditions
        let leaves = selections.flatMap { SketchedDetection.leaves(of: $0) }
        let fields = leaves.flatMap(\.fields)
        readsLevel = fields.contains(.level)
        readsRequest = fields.contains { $0.whole == .requestObject }
        readsResponse = fields.contains { $0.whole == .responseObject }
        let asked = leaves.filter { $0.fields.contains(where: \.isOfTarget) }
        targetParts = asked.map(\.part)
        mixesTarget = asked.contains { !$0.fields.allSatisfy(\.isOfTarget) }
    }

    /// The answers to all that is asked of a target: targets with the same ones are one to the detection.
    func answers(on event: PartialEvent) -> [Chance] { targetParts.map { chance(of: $0, event) } }

    /// The chance that the detection matches an event.
    func chance(in event: PartialEvent) -> Chance {
        Chance.any(conditions.lazy.map { chance(of: $0, event) })
    }

    /// Whether the detection has an alternative that a lesser event rules out and a fuller one does not.
    ///
    /// What is negated counts for nothing: a filter that sees more lets the rule match less.
    func gains(from lesser: PartialEvent, to fuller: PartialEvent) -> Bool {
        conditions.contains { gains($0, lesser, fuller) }
    }

    // Recursion is bounded: rules nest no deeper than their parser lets them.

    private static func part(_ search: Search, _ codes: [String]) -> Part {
        switch search {
        case .all(let parts): return .all(parts.map { part($0, codes) })
        case .any(let parts): return .any(parts.map { part($0, codes) })
        case .item(let item): return .item(SketchedItem(item, codes: codes))
        case .elements(let block):
            return .elements(
                block.field.paths.map { SketchedField($0) },
                ofNone: Chance([.allOrEmpty, .none].contains(block.quantifier))
            )
        }
    }

    private static func leaves(of part: Part) -> [(part: Part, fields: [SketchedField])] {
        switch part {
        case .all(let parts), .any(let parts): parts.flatMap(leaves)
        case .item(let item): [(part, item.fields)]
        case .elements(let fields, _): [(part, fields)]
        }
    }

    private func chance(of condition: Condition, _ event: PartialEvent) -> Chance {
        switch condition {
        case .selection(let index): return chance(of: selections[index], event)
        case .and(let parts): return worst(parts) { chance(of: $0, event) }
        case .or(let parts): return best(parts) { chance(of: $0, event) }
        case .not(let part): return chance(of: part, event).negated
        case .atLeast(let count, let indices):
            if count == indices.count {
                return worst(indices) { chance(of: selections[$0], event) }
            }
            if count == 1 { return best(indices) { chance(of: selections[$0], event) } }
            let chances = indices.map { chance(of: selections[$0], event) }
            if chances.count(where: { $0 == .certain }) >= count { return .certain }
            return chances.count { $0 > .never } >= count ? .possible : .never
        }
    }

    private func chance(of part: Part, _ event: PartialEvent) -> Chance {
        switch part {
        case .all(let parts): return worst(parts) { chance(of: $0, event) }
        case .any(let parts): return best(parts) { chance(of: $0, event) }
        case .item(let item): return item.chance(in: event)
        case .elements(let fields, let ofNone):
            let isAbsent = fields.allSatisfy { field in
                if case .absent = event.knowledge(of: field) { true } else { false }
            }
            return isAbsent ? ofNone : .possible
        }
    }

    private func gains(
        _ condition: Condition,
        _ lesser: PartialEvent,
        _ fuller: PartialEvent
    ) -> Bool {
        let parts: [Condition]
        switch condition {
        case .selection(let index): return gains(selections[index], lesser, fuller)
        case .not: return false
        case .and(let all): return all.contains { gains($0, lesser, fuller) }
        case .or(let any): parts = any
        case .atLeast(let count, let indices):
            parts = indices.map { .selection($0) }
            if count == indices.count { return parts.contains { gains($0, lesser, fuller) } }
        }
        return parts.contains { part in
            chance(of: part, lesser) == .never && chance(of: part, fuller) > .never
                || gains(part, lesser, fuller)
        }
    }

    private func gains(_ part: Part, _ lesser: PartialEvent, _ fuller: PartialEvent) -> Bool {
        switch part {
        case .item, .elements: false
        case .all(let parts): parts.contains { gains($0, lesser, fuller) }
        case .any(let parts):
            parts.contains { part in
                chance(of: part, lesser) == .never && chance(of: part, fuller) > .never
                    || gains(part, lesser, fuller)
            }
        }
    }

    /// The chance that all hold; stops at what never does.
    private func worst<Element>(_ elements: [Element], _ chance: (Element) -> Chance) -> Chance {
        var worst = Chance.certain
        for element in elements {
            worst = min(worst, chance(element))
            if worst == .never { break }
        }
        return worst
    }

    /// The chance that any holds; stops at what is certain.
    private func best<Element>(_ elements: [Element], _ chance: (Element) -> Chance) -> Chance {
        var best = Chance.never
        for element in elements {
            best = max(best, chance(element))
            if best == .certain { break }
        }
        return best
    }
}
