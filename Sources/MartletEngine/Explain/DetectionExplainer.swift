internal import MartletRules

/// Turns verdicts into explanations, for an event or for an element of one.
struct DetectionExplainer {
    /// At most this many elements are looked at, and this many are shown.
    private static let elementLimit = 1024
    private static let shownElementLimit = 3

    let reading: EventReading
    let values: EventValues

    func explain(_ outline: DetectionOutline, _ verdicts: Verdicts) -> DetectionExplanation {
        let selections = outline.selections.map { explain($0, verdicts) }
        let held = selections.map(\.holds)
        return DetectionExplanation(
            conditions: zip(outline.detection.conditions, outline.conditions).map {
                ConditionExplanation($0, holds: verdicts[$1], selections: held)
            },
            selections: zip(outline.detection.selections, selections).map {
                SelectionExplanation(name: $0.name, search: $1)
            }
        )
    }

    private func explain(_ search: SearchOutline, _ verdicts: Verdicts) -> SearchExplanation {
        switch search {
        case .all(let question, let members):
            return .all(holds: verdicts[question], members.map { explain($0, verdicts) })
        case .any(let question, let members):
            return .any(holds: verdicts[question], members.map { explain($0, verdicts) })
        case .elements(let question, let block):
            return .elements(explain(block, holds: verdicts[question]))
        case .item(let question, let item, let outlines):
            let explainer = ItemExplainer(item: item, values: values, reading: reading)
            return .item(explainer.explain(outlines, holds: verdicts[question], verdicts))
        }
    }

    private func explain(_ block: ElementBlock, holds: Bool) -> BlockExplanation {
        let elements = values.elements(of: block.field)
        guard !elements.isEmpty else {
            return BlockExplanation(
                block: block,
                holds: holds,
                elementCount: 0,
                satisfyingCount: 0,
                elements: [],
                reason: values.reasonForNone(of: block.field)
            )
        }
        var questions = VerdictRules(location: block.location)
        let outline = DetectionOutline(block.body, inElement: true, asking: &questions)
        var scan = VerdictScan(questions, reading: reading)
        var explained: [BlockExplanation.Element] = []
        for element in elements.prefix(Self.elementLimit) {
            guard let verdicts = try? scan.verdicts(on: values.elementEvent(element)) else {
                continue
            }
            let inner = DetectionExplainer(reading: reading, values: values.rooted(at: element))
            explained.append(
                BlockExplanation.Element(
                    path: values.path(of: element),
                    kind: values.kind(of: element),
                    detection: inner.explain(outline, verdicts)
                )
            )
        }
        return BlockExplanation(
            block: block,
            holds: holds,
            elementCount: elements.count,
            satisfyingCount: explained.count { $0.detection.holds },
            elements: telling(explained, block.quantifier, holds: holds),
            reason: nil
        )
    }

    /// The elements that show why a block holds or not, at most a few.
    private func telling(
        _ elements: [BlockExplanation.Element],
        _ quantifier: ElementBlock.Quantifier,
        holds: Bool
    ) -> [BlockExplanation.Element] {
        let chosen: [BlockExplanation.Element]
        switch quantifier {
        case .any, .none:
            let satisfying = elements.filter(\.detection.holds)
            chosen =
                satisfying.isEmpty
                ? elements.enumerated().sorted {
                    ($0.element.detection.distance, $0.offset)
                        < ($1.element.detection.distance, $1.offset)
                }.map(\.element)
                : Array(satisfying.prefix(1))
        case .all, .allOrEmpty:
            let failing = elements.filter { !$0.detection.holds }
            chosen = failing.isEmpty ? elements : failing
        }
        return Array(chosen.prefix(holds ? 1 : Self.shownElementLimit))
    }
}
