internal import MartletRules

extension Rule {
    /// The fields that the detection reads, each once, in the order of the rule.
    ///
    /// Keywords read every value of an event and name no field.
    var fieldsRead: [FieldPath] {
        var fields: [FieldPath] = []
        // A stack instead of recursion: searches may nest as deeply as YAML allows.
        var pending = detection.selections.reversed().map(\.search)
        while let search = pending.popLast() {
            switch search {
            case .all(let parts), .any(let parts): pending += parts.reversed()
            case .elements(let block):
                if !fields.contains(block.field.name) { fields.append(block.field.name) }
            case .item(let item):
                if let field = item.field?.name, !fields.contains(field) { fields.append(field) }
            }
        }
        return fields
    }
}
