package import MartletRules

/// Turns detections into predicates over shared atoms.
package struct PredicateBuilder: Sendable {
    package internal(set) var fields = FieldRegistry()
    package internal(set) var atoms = AtomTable()
    /// What is asked of the elements of fields, a scope a field.
    package internal(set) var scopes: [ElementScope] = []
    private var scopeOfField: [Int: Int] = [:]
    /// The log sources of whose events alone the next predicates are asked, a bit each; `nil` if of
    /// any.
    var sources: UInt64?

    package init() {}

    /// The number of a field that signals read.
    mutating func field(_ path: FieldPath) -> Int {
        fields.number(of: path, named: path)
    }

    /// The number of a field that a message shows.
    mutating func field(_ reference: FieldReference) -> Int {
        fields.number(of: reference)
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

    /// The predicate of a detection: any of its conditions.
    mutating func predicate(for detection: Detection) -> Predicate {
        let selections = detection.selections.map { predicate(for: $0.search) }
        return .or(detection.conditions.map { predicate(for: $0, over: selections) })
    }

    private mutating func predicate(for item: DetectionItem) -> Predicate {
        let field = fields.number(of: item.field)
        // By index: a copy of a value is one of everything in it.
        let values = item.values.indices.map { index -> Predicate in
            let tests = item.values[index].tests
            guard tests.count == 1 else {
                return .or(tests.map { predicate(for: $0, field: field) })
            }
            return predicate(for: tests[0], field: field)
        }
        let joined: Predicate = item.requiresAll ? .and(values) : .or(values)
        return item.isNegated ? .not(joined) : joined
    }

    private mutating func predicate(for test: ValueTest, field: Int) -> Predicate {
        switch test {
        case .exists(false):
            // One atom serves both: absent is not present.
            .not(.atom(atoms.number(of: .value(.exists(true)), field: field)))
        case .field(let reference, _, _):
            .atom(atoms.number(of: .value(test), field: comparison(of: field, with: reference)))
        default:
            .atom(atoms.number(of: .value(test.folded), field: self.field(of: test, on: field)))
        }
    }

    /// The field under which a test of a field stands: one of its own if it is dear, and one for the
    /// rules of some sources if every value is tried for it.
    private mutating func field(of test: ValueTest, on field: Int) -> Int {
        switch test {
        case .regex(let regex) where !regex.requiresText:
            fields.number(of: .lone(field, test), named: fields.names[field])
        case .text(let pattern, _) where pattern.literal == nil: routed(field)
        case .regex: routed(field)
        case .text, .exists, .null, .number, .compare, .boolean, .cidr, .time, .field: field
        }
    }

    private mutating func routed(_ field: Int) -> Int {
        guard let sources else { return field }
        return fields.number(of: .routed(field, sources: sources), named: fields.names[field])
    }

    /// The field whose tests compare a field with another.
    private mutating func comparison(of field: Int, with reference: FieldReference) -> Int {
        let other = fields.number(of: reference)
        return fields.number(of: .comparison(field, with: other), named: fields.names[field])
    }

    /// The predicate of a block, in terms of "some element satisfies": what holds of every element
    /// is not false of some.
    private mutating func predicate(for block: ElementBlock) -> Predicate {
        let scope = scope(of: fields.number(of: block.field))
        let body = scopes[scope].builder.predicate(for: block.body).simplified()
        let counterexample = Predicate.not(body).simplified()
        return switch block.quantifier {
        case .any: some(body, in: scope, shownAs: .any)
        case .none: .not(some(body, in: scope, shownAs: .any))
        case .allOrEmpty: .not(some(counterexample, in: scope, shownAs: .any))
        case .all:
            .and([
                some(body, in: scope, shownAs: .all),
                .not(some(counterexample, in: scope, shownAs: .any)),
            ])
        }
    }

    private mutating func some(
        _ body: Predicate,
        in scope: Int,
        shownAs quantifier: ElementBlock.Quantifier
    ) -> Predicate {
        if case .constant(false) = body { return body }
        let block = scopes[scope].number(of: body, shownAs: quantifier)
        return .atom(atoms.number(of: .block(block), field: scopes[scope].field))
    }

    /// The scope of the blocks over a field.
    mutating func scope(of field: Int) -> Int {
        if let scope = scopeOfField[field] { return scope }
        let scope = scopes.count
        let source = FieldSource.elements(of: field, scope: scope)
        scopes.append(
            ElementScope(field: fields.number(of: source, named: fields.names[field]))
        )
        scopeOfField[field] = scope
        return scope
    }
}

extension ValueTest {
    /// The same test with the literals of a case-insensitive text folded: spellings that mean the
    /// same become one atom, and every text in a field's table is there once.
    fileprivate var folded: ValueTest {
        guard case .text(let pattern, caseSensitive: false) = self else { return self }
        return .text(pattern.mappingLiterals(CaseFolding.refolded), caseSensitive: false)
    }
}
