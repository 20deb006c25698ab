/// Transformations that work on detection items one by one.
extension RuleProcessing {
    /// What becomes of an item.
    enum Change {
        case none
        case replaced(DetectionItem)
        case divided(Search)
        case removed
    }

    /// Changes the items that a step applies to, and the conditions where selections become empty.
    mutating func changeItems(
        _ step: ProcessingItem,
        into log: inout DiagnosticLog,
        by change: (DetectionItem, inout DiagnosticLog) throws(Refused) -> Change
    ) throws(Refused) {
        var indices: [Int?] = []
        let changed = try changed(rule.detection, step, &indices, into: &log, by: change)
        guard let detection = changed else {
            log.refuse(
                "the pipeline leaves nothing of the rule's condition",
                at: rule.location,
                by: step,
                code: .emptiedByPipeline
            )
            throw Refused()
        }
        rule.detection = detection
        // A case that asks for nothing any more is none.
        rule.severityCases = rule.severityCases.compactMap { severityCase in
            guard case .condition(let condition) = severityCase.requirement else {
                return severityCase
            }
            return condition.remapped(indices).map {
                SeverityCase(.condition($0), level: severityCase.level)
            }
        }
    }

    /// The detection after a change of its items, or `nil` if no condition is left; the indices
    /// become the new one of each selection, or `nil` if it is gone.
    private mutating func changed(
        _ detection: Detection,
        _ step: ProcessingItem,
        _ indices: inout [Int?],
        into log: inout DiagnosticLog,
        by change: (DetectionItem, inout DiagnosticLog) throws(Refused) -> Change
    ) throws(Refused) -> Detection? {
        var selections: [Selection] = []
        for var selection in detection.selections {
            guard let search = try changed(selection.search, step, into: &log, by: change) else {
                indices.append(nil)
                continue
            }
            selection.search = search
            indices.append(selections.count)
            selections.append(selection)
        }
        guard selections.count < detection.selections.count else {
            return Detection(selections: selections, conditions: detection.conditions)
        }
        let conditions = detection.conditions.compactMap { $0.remapped(indices) }
        return conditions.isEmpty ? nil : Detection(selections: selections, conditions: conditions)
    }

    // Recursion is bounded: a search nests no deeper than the YAML that it was read from.
    private mutating func changed(
        _ search: Search,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog,
        by change: (DetectionItem, inout DiagnosticLog) throws(Refused) -> Change
    ) throws(Refused) -> Search? {
        switch search {
        case .all(let parts):
            let rest = try changed(parts, step, into: &log, by: change)
            return rest.count > 1 ? .all(rest) : rest.first
        case .any(let parts):
            let rest = try changed(parts, step, into: &log, by: change)
            return rest.count > 1 ? .any(rest) : rest.first
        case .elements(var block):
            var indices: [Int?] = []
            guard let body = try changed(block.body, step, &indices, into: &log, by: change) else {
                return nil
            }
            block.body = body
            return .elements(block)
        case .item(let item):
            guard applies(step, to: item) else { return search }
            switch try change(item, &log) {
            case .none: return search
            case .removed: return nil
            case .replaced(let changed):
                note(step, of: item)
                return .item(changed)
            case .divided(let parts):
                note(step, of: item)
                return parts
            }
        }
    }

    private mutating func changed(
        _ parts: [Search],
        _ step: ProcessingItem,
        into log: inout DiagnosticLog,
        by change: (DetectionItem, inout DiagnosticLog) throws(Refused) -> Change
    ) throws(Refused) -> [Search] {
        var rest: [Search] = []
        for part in parts {
            if let part = try changed(part, step, into: &log, by: change) { rest.append(part) }
        }
        return rest
    }
}

extension Detection {
    /// Whether an item, in blocks too, fits.
    func contains(where fits: (DetectionItem) -> Bool) -> Bool {
        selections.contains { $0.search.contains(where: fits) }
    }
}

extension Search {
    fileprivate func contains(where fits: (DetectionItem) -> Bool) -> Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains { $0.contains(where: fits) }
        case .elements(let block): block.body.contains(where: fits)
        case .item(let item): fits(item)
        }
    }
}
