/// Whether detections ask for the same, wherever they stand.
enum DetectionIdentity {
    static func areSame(_ left: Search, _ right: Search) -> Bool {
        switch (left, right) {
        case (.all(let parts), .all(let others)), (.any(let parts), .any(let others)):
            return parts.count == others.count && zip(parts, others).allSatisfy(areSame)
        case (.item(let item), .item(let other)):
            return item.field == other.field && item.requiresAll == other.requiresAll
                && item.isNegated == other.isNegated && !item.values.contains { $0.tests.isEmpty }
                && item.values.map(\.tests) == other.values.map(\.tests)
        case (.elements(let block), .elements(let other)):
            return block.field == other.field && block.quantifier == other.quantifier
                && areSame(block.body, other.body)
        default: return false
        }
    }

    static func areSame(_ left: Detection, _ right: Detection) -> Bool {
        left.conditions == right.conditions && left.selections.count == right.selections.count
            && zip(left.selections, right.selections).allSatisfy { areSame($0.search, $1.search) }
    }

    /// Equal for detections that are the same.
    static func hash(of detection: Detection) -> Int {
        var hasher = Hasher()
        for selection in detection.selections { add(selection.search, to: &hasher) }
        return hasher.finalize()
    }

    private static func add(_ search: Search, to hasher: inout Hasher) {
        switch search {
        case .all(let parts), .any(let parts): for part in parts { add(part, to: &hasher) }
        case .elements(let block): hasher.combine(block.field)
        case .item(let item):
            hasher.combine(item.field)
            for value in item.values { hasher.combine(value.tests) }
        }
    }
}
