internal import MartletRules

/// What made a test hold: a field, and the value that passed.
struct Evidence {
    /// The field's name, or `nil` for a keyword.
    var field: String?
    /// Where the value stands in the event's text, or `nil` if none is needed.
    var value: FieldTable.Entry?
}

extension FieldEvaluator {
    /// The atoms that make a predicate hold on the current object; `nil` if it does not.
    ///
    /// An atom that cannot be evaluated does not hold.
    mutating func evidence(of predicate: Predicate, in scanner: inout Scanner) -> [Int]? {
        predicate.evidence { number in
            let atom = compiled.atoms[number]
            return evaluate(field: atom.field, in: &scanner) && holds(bit: atom.bit)
        }
    }

    /// Appends what an atom that holds shows: a value, or all that a block's element has to show.
    mutating func appendEvidence(
        of number: Int,
        to list: inout [Evidence],
        in scanner: inout Scanner
    ) {
        let atom = compiled.atoms[number]
        let name = compiled.names[atom.field]?.description
        guard locate(field: atom.field, in: &scanner) else { return }
        switch compiled.sources[atom.field] {
        case .elements(let field, let scope):
            scopes[scope].appendEvidence(
                ofBlock: atom.block,
                elementsOf: field,
                named: name ?? "",
                to: &list,
                in: &scanner
            )
        case .comparison(let field, let other):
            let value = firstValue(of: field, comparedWith: other, passing: atom, in: scanner)
            list.append(Evidence(field: name, value: value))
        case .leaves, .object, .path, .members, .derived, .pool:
            list.append(Evidence(field: name, value: firstValue(passing: atom, in: scanner)))
        }
    }

    /// The first value of an atom's field that passes its test, or `nil` if none is needed.
    private mutating func firstValue(
        passing atom: CompiledFields.Atom,
        in scanner: borrowing Scanner
    ) -> FieldTable.Entry? {
        let base = Int(matcher.field(atom.field).wordBase) * 64
        var next = scanner.table.head(of: atom.field)
        while next >= 0 {
            let entry = scanner.table.entry(next)
            if matcher.passes(
                entry,
                of: scanner.text,
                hasSpecial: scanner.holdsSpecial(entry),
                field: atom.field,
                bit: atom.bit - base
            ) {
                return entry
            }
            next = Int(entry.next)
        }
        // Presence as such has no test of values: any will do.
        let head = scanner.table.head(of: atom.field)
        return head < 0 ? nil : scanner.table.entry(head)
    }

    /// The first value of a field that passes an atom's comparison with another field.
    private mutating func firstValue(
        of field: Int,
        comparedWith other: Int,
        passing atom: CompiledFields.Atom,
        in scanner: borrowing Scanner
    ) -> FieldTable.Entry? {
        let tests = matcher.field(atom.field)
        let bit = atom.bit - Int(tests.wordBase) * 64
        do throws(StringDecoder.Failure) {
            try matcher.takeOperands(scanner.table.head(of: other), of: scanner, for: tests)
            var next = scanner.table.head(of: field)
            while next >= 0 {
                let entry = scanner.table.entry(next)
                next = Int(entry.next)
                try matcher.compare(entry, of: scanner, for: tests)
                if matcher.passed(bit) { return entry }
            }
        } catch {
            return nil
        }
        return nil
    }
}
