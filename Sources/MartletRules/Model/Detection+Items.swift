extension Detection {
    /// Calls a function with every item, those in blocks included, in the order of the rule.
    package func forEachItem(_ body: (DetectionItem) -> Void) {
        for selection in selections { selection.search.forEachItem(body) }
    }

    /// Lets a function change every item, those in blocks included, in the order of the rule.
    package mutating func updateItems(_ body: (inout DetectionItem) -> Void) {
        for index in selections.indices { selections[index].search.updateItems(body) }
    }
}

extension Search {
    // Recursion is bounded: a search nests no deeper than the YAML that it was read from.

    fileprivate func forEachItem(_ body: (DetectionItem) -> Void) {
        switch self {
        case .all(let parts), .any(let parts): for part in parts { part.forEachItem(body) }
        case .elements(let block): block.body.forEachItem(body)
        case .item(let item): body(item)
        }
    }

    fileprivate mutating func updateItems(_ body: (inout DetectionItem) -> Void) {
        switch self {
        case .all(var parts):
            for index in parts.indices { parts[index].updateItems(body) }
            self = .all(parts)
        case .any(var parts):
            for index in parts.indices { parts[index].updateItems(body) }
            self = .any(parts)
        case .elements(var block):
            block.body.updateItems(body)
            self = .elements(block)
        case .item(var item):
            body(&item)
            self = .item(item)
        }
    }
}
