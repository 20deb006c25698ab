/// What signals show of the tests that hold.
extension FieldEvaluator {
    /// Appends what makes a predicate hold on the current object.
    ///
    /// - Parameters:
    ///   - predicate: its number in the table.
    ///   - predicates: where it stands.
    ///   - prefix: the name of the element that the object is, among the list's names.
    ///   - list: receives the evidence.
    ///   - scanner: reads the event.
    /// - Returns: whether it holds; if not, nothing is appended.
    mutating func appendEvidence(
        of predicate: Int,
        in predicates: borrowing PredicateTable,
        under prefix: ByteArena.Range?,
        to list: inout EvidenceList,
        in scanner: inout Scanner
    ) -> Bool {
        let first = list.atoms.count
        guard collect(predicate, of: predicates, into: &list.atoms, in: &scanner) else {
            return false
        }
        for index in first..<list.atoms.count {
            appendEvidence(of: Int(list.atoms[index]), under: prefix, to: &list, in: &scanner)
        }
        list.atoms.removeLast(list.atoms.count - first)
        return true
    }

    /// Whether a predicate holds; if so, the atoms outside of negations that make it hold are
    /// appended, if not, nothing is.
    private mutating func collect(
        _ number: Int,
        of predicates: borrowing PredicateTable,
        into atoms: inout [Int32],
        in scanner: inout Scanner
    ) -> Bool {
        let node = predicates[number]
        let first = atoms.count
        let holds: Bool
        switch node.kind {
        case .atom:
            holds = self.holds(atom: Int(node.value), in: &scanner)
            if holds { atoms.append(node.value) }
        case .and:
            var member = number + 1
            while member < Int(node.end),
                collect(member, of: predicates, into: &atoms, in: &scanner)
            {
                member = Int(predicates[member].end)
            }
            holds = member >= Int(node.end)
        case .or, .atLeast:
            var count = 0
            var member = number + 1
            while member < Int(node.end) {
                if collect(member, of: predicates, into: &atoms, in: &scanner) { count += 1 }
                member = Int(predicates[member].end)
            }
            holds = count >= (node.kind == .or ? 1 : Int(node.value))
        case .not, .constant:
            return self.holds(number, of: predicates, in: &scanner)
        }
        if !holds { atoms.removeLast(atoms.count - first) }
        return holds
    }

    /// Whether a predicate holds.
    private mutating func holds(
        _ number: Int,
        of predicates: borrowing PredicateTable,
        in scanner: inout Scanner
    ) -> Bool {
        let node = predicates[number]
        var count = 0
        var member = number + 1
        switch node.kind {
        case .atom: return holds(atom: Int(node.value), in: &scanner)
        case .constant: return node.value != 0
        case .not: return !holds(member, of: predicates, in: &scanner)
        case .and:
            while member < Int(node.end) {
                guard holds(member, of: predicates, in: &scanner) else { return false }
                member = Int(predicates[member].end)
            }
            return true
        case .or, .atLeast:
            let wanted = node.kind == .or ? 1 : Int(node.value)
            while member < Int(node.end), count < wanted {
                if holds(member, of: predicates, in: &scanner) { count += 1 }
                member = Int(predicates[member].end)
            }
            return count >= wanted
        }
    }

    /// Whether an atom holds; one that cannot be evaluated does not.
    private mutating func holds(atom number: Int, in scanner: inout Scanner) -> Bool {
        let atom = atoms[number]
        return evaluate(field: atom.field, in: &scanner) && holds(bit: atom.bit)
    }

    /// Appends what an atom that holds shows: a value, or all that a block's element has to show.
    private mutating func appendEvidence(
        of number: Int,
        under prefix: ByteArena.Range?,
        to list: inout EvidenceList,
        in scanner: inout Scanner
    ) {
        let atom = atoms[number]
        guard locate(field: atom.valueField, in: &scanner) else { return }
        switch atom.subject {
        case .elements(let field, let scope, let block):
            scopes[Int(scope)].appendEvidence(
                ofBlock: Int(block),
                elementsOf: Int(field),
                named: appendName(of: atom.field, under: prefix, isList: true, to: &list.names),
                to: &list,
                in: &scanner
            )
        case .comparison(let field, let other):
            let value = firstValue(
                of: Int(field),
                comparedWith: Int(other),
                passing: atom,
                in: &scanner
            )
            let name = appendName(of: atom.field, under: prefix, isList: false, to: &list.names)
            list.pieces.append(Evidence(name: name, value: value))
        case .values:
            let value = firstValue(passing: atom, in: &scanner)
            let name = appendName(of: atom.field, under: prefix, isList: false, to: &list.names)
            list.pieces.append(Evidence(name: name, value: value))
        }
    }

    /// Appends the name of a field of the current object, behind that of the element that it is.
    private mutating func appendName(
        of field: Int,
        under prefix: ByteArena.Range?,
        isList: Bool,
        to names: inout ByteWriter
    ) -> ByteArena.Range {
        if !self.names.isKnown(field) { self.names.learn(compiled.names[field], of: field) }
        let name = self.names.name(of: field)
        let start = names.count
        if let prefix {
            // `.` and keywords are the element, and `.[0]` is a member of it.
            let isDotted = name.count > 0 && name[0] == UInt8(ascii: ".")
            if !isList, name.count == 0 || isDotted && name.count == 1 { return prefix }
            names.append(copyOf: prefix)
            if !isDotted { names.append(UInt8(ascii: ".")) }
        }
        names.append(name)
        return ByteArena.Range(start: UInt32(start), count: UInt32(names.count - start))
    }

    /// The first value of an atom's field that passes its test, or `nil` if none is needed.
    private mutating func firstValue(
        passing atom: CompiledFields.Atom,
        in scanner: inout Scanner
    ) -> FieldTable.Entry? {
        let base = Int(matcher.field(atom.field).wordBase) * 64
        let head = scanner.table.head(of: atom.valueField)
        var next = head
        // The only value is the one that passes.
        if head >= 0, scanner.table.entry(head).next < 0 { return scanner.table.entry(head) }
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
        return head < 0 ? nil : scanner.table.entry(head)
    }

    /// The first value of a field that passes an atom's comparison with another field.
    private mutating func firstValue(
        of field: Int,
        comparedWith other: Int,
        passing atom: CompiledFields.Atom,
        in scanner: inout Scanner
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
