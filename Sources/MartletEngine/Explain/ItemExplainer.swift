internal import MartletRules

/// Explains one item: its values with their verdicts, and what the event has of its field.
struct ItemExplainer {
    /// At most this many of the event's values are asked one by one whether the item wants them.
    private static let probeLimit = 4096

    let item: DetectionItem
    let values: EventValues
    let reading: EventReading

    func explain(
        _ outlines: [ValueOutline],
        holds: Bool,
        _ verdicts: Verdicts
    ) -> ItemExplanation {
        let hasHit = outlines.contains { verdicts[$0.question] }
        guard let field = item.field else {
            return explainKeywords(outlines, holds: holds, hasHit: hasHit, verdicts)
        }
        let occurrence = values.occurrence(of: field)
        // Where some of the wanted are missing, all that is there is of interest.
        let isMet = hasHit && (!item.requiresAll || outlines.allSatisfy { verdicts[$0.question] })
        let wanted = isMet && occurrence.values.count > 1 ? wanted(of: occurrence.values) : nil
        let reason = holds ? nil : reason(occurrence)
        let isExplained = holds || reason != nil
        let explainer = ValueReason(
            item: item,
            occurrence: occurrence,
            values: values,
            reading: reading
        )
        return ItemExplanation(
            item: item,
            holds: holds,
            values: zip(item.values, outlines).map { value, outline in
                let isHit = verdicts[outline.question]
                return ItemExplanation.Value(
                    value: value,
                    holds: isHit,
                    reason: isHit || isExplained
                        ? nil : explainer.reason(value, outline, verdicts),
                    other: value.tests.lazy.compactMap(otherField).first.map { other in
                        let occurrence = values.occurrence(of: other)
                        return values.shown(
                            isPresent: occurrence.isPresent,
                            occurrence.values
                        )
                    }
                )
            },
            found: values.shown(
                isPresent: occurrence.isPresent,
                occurrence.values,
                wanted: wanted
            ),
            reason: reason
        )
    }

    private func explainKeywords(
        _ outlines: [ValueOutline],
        holds: Bool,
        hasHit: Bool,
        _ verdicts: Verdicts
    ) -> ItemExplanation {
        let leaves = values.leaves
        let found = hasHit ? wanted(of: leaves) ?? [] : []
        var reason: Reason?
        if !holds { reason = item.isNegated ? .excluded : hasHit ? nil : .inNoValue(leaves.count) }
        return ItemExplanation(
            item: item,
            holds: holds,
            values: zip(item.values, outlines).map { value, outline in
                let isHit = verdicts[outline.question]
                let isCase = outline.ignoringCase.map { verdicts[$0] } ?? false
                return ItemExplanation.Value(
                    value: value,
                    holds: isHit,
                    reason: isHit || holds ? nil : isCase ? .caseDiffers : nil,
                    other: nil
                )
            },
            found: values.shown(
                isPresent: !leaves.isEmpty,
                leaves.filter(found.contains),
                wanted: found
            ),
            reason: reason
        )
    }

    private func otherField(_ test: ValueTest) -> FieldReference? {
        if case .field(let other, _, _) = test { other } else { nil }
    }

    /// Those of the event's values that any of the item's values wants, as the engine says.
    ///
    /// - Returns: `nil` where a value by itself says nothing: it stands in relation to another field.
    private func wanted(of nodes: [Int]) -> Set<Int>? {
        guard !item.values.contains(where: { $0.tests.contains { otherField($0) != nil } }) else {
            return nil
        }
        var single = item
        single.modifiers.isNegated = false
        single.modifiers.requiresAll = false
        single.field = item.field.map { _ in ElementEvent.itself }
        var questions = VerdictRules(location: item.location)
        let question = questions.ask(.item(single))
        var scan = VerdictScan(questions, reading: reading)
        var wanted: Set<Int> = []
        for node in nodes.prefix(Self.probeLimit) {
            let verdicts = try? scan.verdicts(on: values.elementEvent(node))
            if verdicts?[question] == true { wanted.insert(node) }
        }
        return wanted
    }

    /// Why the item does not hold, where that is for one reason.
    private func reason(_ occurrence: EventTree.Occurrence) -> Reason? {
        if item.isNegated { return .excluded }
        let asksForPresence = item.values.allSatisfy { value in
            value.tests.allSatisfy { $0 == .exists(false) || $0 == .null }
        }
        if asksForPresence { return occurrence.isPresent ? .present : nil }
        let kinds = Set(occurrence.values.map { values.kind(of: $0) })
        guard kinds.count <= 1, let kind = kinds.first else {
            return occurrence.values.isEmpty
                ? item.field.flatMap { values.reasonForNone(of: $0) } : nil
        }
        switch kind {
        case .null, .object, .array: return .noText(kind)
        case .text, .number, .boolean: return nil
        }
    }
}
