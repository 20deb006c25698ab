internal import MartletRules

/// The fields that no walk finds: they follow from the object itself or from other fields.
extension FieldEvaluator {
    /// Makes sure that the entries of such a field are in the table.
    mutating func derive(field number: Int, in scanner: inout Scanner) -> Bool {
        if scanner.table.isLocated(number) { return true }
        switch compiled.sources[number] {
        case .path: return true
        case .comparison(let field, let other):
            return locate(field: field, in: &scanner) && locate(field: other, in: &scanner)
        case .elements(let field, _), .routed(let field, _), .lone(let field, _):
            return locate(field: field, in: &scanner)
        case .leaves:
            scanner.table.clear(number)
            return appendLeaves(to: number, in: &scanner)
        case .object:
            scanner.table.clear(number)
            scanner.table.append(whole, to: number, isLiteral: false)
            return true
        case .pool(let fields):
            for field in fields {
                guard locate(field: field, in: &scanner) else { return false }
            }
            scanner.table.clear(number)
            for field in fields { scanner.table.append(entriesOf: field, to: number) }
            return true
        case .members(let base, _):
            guard locate(field: base, in: &scanner) else { return false }
            scanner.table.clear(number)
            return appendMembers(of: base, to: number, in: &scanner)
        case .derived(let form, let field):
            guard locate(field: field, in: &scanner) else { return false }
            scanner.table.clear(number)
            return appendObject(form, of: field, to: number, in: &scanner)
        }
    }

    /// The objects that were made of the current event's fields so far.
    var derivedObjects: [DerivedText.Place] { derivedText?.places(of: object) ?? [] }

    private func appendLeaves(to field: Int, in scanner: inout Scanner) -> Bool {
        switch whole.kind {
        case .object:
            let start = Int(whole.offset)
            let end = scanner.end(ofValueAt: start)
            return scanner.appendLeaves(from: start, to: end, field: field)
        case .array, .null:
            return true
        case .string, .number, .true, .false:
            scanner.table.append(whole, to: field, isLiteral: false)
            return true
        }
    }

    private func appendMembers(
        of base: Int,
        to field: Int,
        in scanner: inout Scanner
    ) -> Bool {
        guard let resolver = compiled.resolvers[field] else { return true }
        var next = scanner.table.head(of: base)
        while next >= 0 {
            let entry = scanner.table.entry(next)
            next = Int(entry.next)
            // The members of arrays have entries of their own, from which no index leads on.
            guard entry.kind == .array || entry.kind == .object else { continue }
            guard resolver.resolve(from: Int(entry.offset), into: field, in: &scanner) else {
                return false
            }
        }
        return true
    }

    /// Appends the object that is made of a field, if it has a value to make one of.
    private func appendObject(
        _ form: DerivedForm,
        of base: Int,
        to field: Int,
        in scanner: inout Scanner
    ) -> Bool {
        guard let derivedText,
            let source = DerivedText.source(form, among: base, in: scanner)
        else { return true }
        if !derivedText.hasLooked(atField: field, of: object) {
            guard let made = DerivedText.object(form, madeOf: source, in: &scanner) else {
                return false
            }
            derivedText.keep(
                made,
                of: scanner.range(of: source),
                forField: field,
                of: object,
                in: &scanner
            )
        }
        if let place = derivedText.place(ofField: field) {
            let entry = FieldTable.Entry(
                offset: UInt32(place.text.lowerBound),
                count: 0,
                kind: .object
            )
            scanner.table.append(entry, to: field, isLiteral: false)
        }
        return true
    }

    /// Runs the tests of a field against another on their values.
    mutating func compare(
        _ value: Int,
        with other: Int,
        for field: MatcherTables.Field,
        in scanner: inout Scanner
    ) -> Bool {
        var next = scanner.table.head(of: value)
        guard next >= 0, scanner.table.head(of: other) >= 0 else { return true }
        do throws(StringDecoder.Failure) {
            try matcher.takeOperands(scanner.table.head(of: other), of: scanner, for: field)
            while next >= 0 {
                let entry = scanner.table.entry(next)
                next = Int(entry.next)
                try matcher.compare(entry, of: scanner, for: field)
                matcher.addOutcome(of: field, to: outcomes)
            }
        } catch {
            scanner.fail(error)
            return false
        }
        return true
    }
}
