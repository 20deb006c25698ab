/// Turns the conditions of a detection into formulas over its items.
struct FormulaBuilder {
    private var selections: [Formula] = []
    /// How many blocks were met; each is told apart by its number.
    private var blockCount = 0

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
        case .item(let item): return FormulaBuilder.formula(item)
        case .elements:
            blockCount += 1
            return .literal(Literal(opaque: -blockCount, isPositive: true))
        }
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
