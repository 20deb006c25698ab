internal import MartletRules

/// An item of a rule, prepared to be asked about many events that are only sketched.
///
/// Events differ in few texts, so what was found for one is kept.
final class SketchedItem {
    /// What is asked of each field; empty for a keyword, which searches all.
    let fields: [SketchedField]
    private let values: [[ValueTest]]
    private let requiresAll: Bool
    private let isNegated: Bool
    private let ofAbsence: Chance
    private let ofOther: Chance
    private let ofCode: Chance
    private let ofDecision: Chance
    private var known: [String: Chance] = [:]

    /// Prepares an item.
    ///
    /// - Parameters:
    ///   - item: the item of the rule.
    ///   - codes: the codes that responses may have.
    init(_ item: DetectionItem, codes: [String]) {
        let values = item.values.map(\.tests)
        let requiresAll = item.requiresAll
        self.values = values
        self.requiresAll = requiresAll
        fields = item.field?.paths.map { SketchedField($0) } ?? []
        isNegated = item.isNegated
        func joined(_ chance: (ValueTest) -> Chance) -> Chance {
            SketchedItem.join(values, requiresAll, chance)
        }
        func joined(_ texts: [String]) -> Chance {
            let chances = texts.map { text in joined { $0.chance(of: text) } }
            return Set(chances).count == 1 ? chances[0] : .possible
        }
        ofAbsence = joined { $0.chanceOfAbsence }
        ofOther = joined { $0.chanceOfOther }
        ofCode = joined(codes)
        ofDecision = joined(SketchedField.decisions)
    }

    /// The chance that the item holds of an event.
    func chance(in event: PartialEvent) -> Chance {
        // Keywords search every value, known or not.
        guard let first = fields.first else { return .possible }
        var knowledge = event.knowledge(of: first)
        for field in fields.dropFirst() {
            let next = event.knowledge(of: field)
            switch (knowledge, next) {
            case (.absent, _): knowledge = next
            case (_, .absent): break
            default: knowledge = .unknown
            }
        }
        let chance = chance(of: knowledge)
        return isNegated ? chance.negated : chance
    }

    private func chance(of knowledge: FieldKnowledge) -> Chance {
        switch knowledge {
        case .absent: return ofAbsence
        case .unknown: return .possible
        case .other: return ofOther
        case .code: return ofCode
        case .decision: return ofDecision
        case .value(let text):
            if let chance = known[text] { return chance }
            let chance = SketchedItem.join(values, requiresAll) { $0.chance(of: text) }
            known[text] = chance
            return chance
        case .values(let texts):
            return SketchedItem.join(values, requiresAll) { test in
                Chance.any(texts.map { test.chance(of: $0) })
            }
        }
    }

    private static func join(
        _ values: [[ValueTest]],
        _ requiresAll: Bool,
        _ chance: (ValueTest) -> Chance
    ) -> Chance {
        let chances = values.map { tests in Chance.any(tests.map(chance)) }
        return requiresAll ? Chance.all(chances) : Chance.any(chances)
    }
}
