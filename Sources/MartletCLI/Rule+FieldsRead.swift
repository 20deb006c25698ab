internal import MartletRules

extension Rule {
    /// The fields that the detection reads, each once, in the order of the rule.
    ///
    /// Keywords read every value of an event and name no field.
    var fieldsRead: [FieldPath] {
        var fields: [FieldPath] = []
        func add(_ field: FieldReference) {
            if !fields.contains(field.name) { fields.append(field.name) }
        }
        // A stack instead of recursion: searches may nest as deeply as YAML allows.
        var pending = detection.selections.reversed().map(\.search)
        while let search = pending.popLast() {
            switch search {
            case .all(let parts), .any(let parts): pending += parts.reversed()
            case .elements(let block): add(block.field)
            case .item(let item):
                if let field = item.field { add(field) }
                for test in item.values.flatMap(\.tests) {
                    if case .field(let other, _, _) = test { add(other) }
                }
            }
        }
        return fields
    }
}
