internal import MartletRules

extension Rule {
    /// The fields that the detection reads, each once, in the order of the rule.
    ///
    /// Fields of an element show their block, `containers[any].image`. Keywords read every value
    /// and name no field.
    var fieldsRead: [String] {
        var fields: [String] = []
        var seen: Set<String> = []
        detection.collectFields(below: nil) { field in
            if seen.insert(field).inserted { fields.append(field) }
        }
        return fields
    }
}

extension Detection {
    // Recursion is bounded: a detection nests no deeper than the YAML that it was read from.

    fileprivate func collectFields(below block: String?, into take: (String) -> Void) {
        for selection in selections { selection.search.collectFields(below: block, into: take) }
    }
}

extension Search {
    fileprivate func collectFields(below block: String?, into take: (String) -> Void) {
        switch self {
        case .all(let parts), .any(let parts):
            for part in parts { part.collectFields(below: block, into: take) }
        case .elements(let elements):
            let name = elements.field.name(below: block) + "[\(elements.quantifier.rawValue)]"
            elements.body.collectFields(below: name, into: take)
        case .item(let item):
            if let field = item.field { take(field.name(below: block)) }
            for test in item.values.lazy.flatMap(\.tests) {
                if case .field(let field, _, _) = test { take(field.name(below: block)) }
            }
        }
    }
}

extension FieldReference {
    /// The name as it reads from the event; `.` is the element of the block.
    fileprivate func name(below block: String?) -> String {
        guard let block else { return description }
        if description == "." { return block }
        return description.hasPrefix(".") ? block + description : "\(block).\(description)"
    }
}
