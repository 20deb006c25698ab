package import MartletRules

/// Turns detections into predicates over shared atoms.
package struct PredicateBuilder {
    package private(set) var fields = FieldRegistry()
    package private(set) var atoms = AtomTable()

    package init() {}

    /// The number of a field that signals read.
    mutating func field(_ path: FieldPath) -> Int {
        fields.number(of: path)
    }

    /// The number of the pseudo-field of one log source.
    mutating func addSource() -> Int {
        fields.addSource()
    }

    /// Whether a field is there.
    mutating func presence(ofField field: Int) -> Predicate {
        .atom(atoms.number(of: .init(field: field, test: .exists(true))))
    }

    /// The predicate of a selection.
    package mutating func predicate(for search: Search) -> Predicate {
        switch search {
        case .all(let members): .and(members.map { predicate(for: $0) })
        case .any(let members): .or(members.map { predicate(for: $0) })
        case .elements(let block): predicate(for: block)
        case .item(let item): predicate(for: item)
        }
    }

    /// The predicate of a condition, given those of the selections.
    package func predicate(for condition: Condition, over selections: [Predicate]) -> Predicate {
        switch condition {
        case .selection(let index): selections[index]
        case .and(let members): .and(members.map { predicate(for: $0, over: selections) })
        case .or(let members): .or(members.map { predicate(for: $0, over: selections) })
        case .not(let member): .not(predicate(for: member, over: selections))
        case .atLeast(let count, let indices): .atLeast(count, indices.map { selections[$0] })
        }
    }

    private mutating func predicate(for item: DetectionItem) -> Predicate {
        let field = fields.number(of: item.field?.paths[0])
        let values = item.values.map { value in
            let tests = value.tests.map { predicate(for: $0, field: field) }
            return tests.count == 1 ? tests[0] : .or(tests)
        }
        let joined: Predicate = item.requiresAll ? .and(values) : .or(values)
        return item.isNegated ? .not(joined) : joined
    }

    private mutating func predicate(for block: ElementBlock) -> Predicate {
        .constant(false)
    }

    private mutating func predicate(for test: ValueTest, field: Int) -> Predicate {
        // One atom serves both: absent is not present.
        if case .exists(false) = test {
            return .not(.atom(atoms.number(of: .init(field: field, test: .exists(true)))))
        }
        return .atom(atoms.number(of: .init(field: field, test: test.folded)))
    }
}

extension ValueTest {
    /// The same test with the literals of a case-insensitive text folded: spellings that mean the
    /// same become one atom, and every text in a field's table is there once.
    fileprivate var folded: ValueTest {
        guard case .text(let pattern, caseSensitive: false) = self else { return self }
        let pieces = pattern.pieces.map { piece in
            if case .literal(let bytes) = piece {
                TextPattern.Piece.literal(CaseFolding.folded(bytes))
            } else {
                piece
            }
        }
        return .text(TextPattern(pieces), caseSensitive: false)
    }
}
