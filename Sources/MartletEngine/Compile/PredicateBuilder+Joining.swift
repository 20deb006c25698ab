extension PredicateBuilder {
    /// Takes over all that another builder has numbered.
    ///
    /// - Returns: What fields and atoms of the other builder are called here.
    package mutating func join(_ other: PredicateBuilder) -> Renumbering {
        var renumbering = Renumbering()
        var scopeNumbers: [Int] = []
        for (source, name) in zip(other.fields.sources, other.fields.names) {
            if case .leaves = source {
                // The registry makes these before all else.
                renumbering.fields.append(FieldRegistry.keywords)
            } else if case .elements(let field, _) = source {
                // Scopes are met in their order, as each is numbered with its field.
                let scope = scope(of: renumbering.fields[field])
                scopeNumbers.append(scope)
                renumbering.fields.append(scopes[scope].field)
            } else {
                let source = source.renumbered(renumbering.fields)
                renumbering.fields.append(fields.number(of: source, named: name))
            }
        }
        let blockNumbers = zip(other.scopes, scopeNumbers).map { scope, number in
            scopes[number].join(scope)
        }
        renumbering.atoms = atoms.join(
            other.atoms,
            fieldNumbers: renumbering.fields
        ) { field, block in
            guard case .elements(_, let scope) = other.fields.sources[field] else {
                preconditionFailure("a block is a test of a field's elements")
            }
            return blockNumbers[scope][block]
        }
        return renumbering
    }
}

extension ElementScope {
    /// Takes over the blocks of another scope.
    ///
    /// - Returns: For each block there, its number here.
    fileprivate mutating func join(_ other: ElementScope) -> [Int] {
        let renumbering = builder.join(other.builder)
        return other.blocks.map { block in
            number(of: block.body.renumbered(renumbering.atoms), shownAs: block.quantifier)
        }
    }
}

extension FieldSource {
    /// The same with other numbers of fields.
    fileprivate func renumbered(_ numbers: [Int]) -> FieldSource {
        switch self {
        case .leaves, .object, .path: self
        case .members(let field, let steps): .members(of: numbers[field], steps)
        case .derived(let form, let field): .derived(form, of: numbers[field])
        case .pool(let fields): .pool(fields.map { numbers[$0] })
        case .comparison(let field, let other): .comparison(numbers[field], with: numbers[other])
        case .elements(let field, let scope): .elements(of: numbers[field], scope: scope)
        case .routed(let field, let sources): .routed(numbers[field], sources: sources)
        case .lone(let field, let test): .lone(numbers[field], test)
        }
    }
}

extension Predicate {
    /// The same with other numbers of atoms.
    package func renumbered(_ numbers: [Int]) -> Predicate {
        switch self {
        case .atom(let atom): .atom(numbers[atom])
        case .and(let members): .and(members.map { $0.renumbered(numbers) })
        case .or(let members): .or(members.map { $0.renumbered(numbers) })
        case .not(let member): .not(member.renumbered(numbers))
        case .atLeast(let count, let members):
            .atLeast(count, members.map { $0.renumbered(numbers) })
        case .constant: self
        }
    }
}
