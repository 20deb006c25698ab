/// Turns the conditions of a detection into formulas over its items.
struct FormulaBuilder {
    private var selections: [Formula] = []
    /// The blocks that were met; those that ask the same of the same elements are one.
    private var blocks: [ElementBlock] = []
    /// How many items name lists without values, of which others may have some elsewhere.
    private var emptyItemCount = 0

    init(_ detection: Detection) {
        for selection in detection.selections {
            let formula = formula(selection.search)
            selections.append(formula)
        }
    }

    /// The formula of a condition.
    func formula(_ condition: Condition) -> Formula {
        Formula.build(condition) { selections[$0] }
    }

    private mutating func formula(_ search: Search) -> Formula {
        switch search {
        case .all(let parts): return .all(parts.map { formula($0) })
        case .any(let parts): return .any(parts.map { formula($0) })
        case .item(let item):
            guard !item.values.contains(where: \.standsForNothing) else {
                // Nothing is proven from what a site may fill.
                emptyItemCount += 1
                return .literal(Literal(opaque: emptyItemCount, isPositive: true))
            }
            return FormulaBuilder.formula(item)
        case .elements(let block):
            // That none satisfies a body is the opposite of that any does.
            let isNone = block.quantifier == .none
            let literal = Formula.literal(
                Literal(opaque: number(of: isNone ? block.with(.any) : block), isPositive: true)
            )
            return isNone ? .not(literal) : literal
        }
    }

    /// The number that blocks of one meaning share, below 0.
    private mutating func number(of block: ElementBlock) -> Int {
        if let index = blocks.firstIndex(where: {
            DetectionIdentity.areSame(.elements($0), .elements(block))
        }) {
            return -1 - index
        }
        blocks.append(block)
        return -blocks.count
    }

    /// The formula of an item: one literal, or with `all` one for each value.
    private static func formula(_ item: DetectionItem) -> Formula {
        let formula: Formula
        if item.requiresAll {
            formula = .all(
                item.values.map { value in
                    .literal(
                        Literal(
                            item.field,
                            value.tests.map { ComparableTest($0) },
                            isPositive: true
                        )
                    )
                }
            )
        } else {
            let tests = item.values.flatMap { $0.tests.map { ComparableTest($0) } }
            formula = .literal(Literal(item.field, tests, isPositive: true))
        }
        return item.isNegated ? .not(formula) : formula
    }
}

extension ElementBlock {
    /// The same with another quantifier.
    fileprivate func with(_ quantifier: Quantifier) -> ElementBlock {
        ElementBlock(field: field, quantifier: quantifier, body: body, location: location)
    }
}
