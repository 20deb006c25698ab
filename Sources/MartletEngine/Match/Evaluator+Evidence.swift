/// What signals show of an event that matches.
extension Evaluator {
    /// Finds everything that signals may show of the event; what is unsound there makes it no event.
    mutating func scanForSignals() -> Bool {
        guard scanner.walkForSignals(at: eventStart) else {
            failure = scanner.failure
            failurePosition = scanner.failurePosition
            return false
        }
        chooseProfile()
        return profile.all.allSatisfy { locate(field: $0) }
            && matches.allSatisfy { match in
                rules.details[match.rule].message.allSatisfy {
                    if case .field(let field) = $0 { locate(field: field) } else { true }
                }
            }
    }

    /// Whether an atom holds in the current event; an atom that cannot be evaluated does not.
    mutating func holds(atom: Int) -> Bool {
        evaluate(field: rules.atoms[atom].field) && holds(bit: rules.atoms[atom].bit)
    }

    /// The first value of an atom's field that passes its test, or `nil` if none is needed.
    mutating func value(passing atom: Int) -> FieldTable.Entry? {
        let (number, bit, _) = rules.atoms[atom]
        let base = Int(matcher.field(number).wordBase) * 64
        guard locate(field: number) else { return nil }
        var next = scanner.table.head(of: number)
        while next >= 0 {
            let entry = scanner.table.entry(next)
            if matcher.passes(
                entry,
                of: scanner.text,
                hasSpecial: scanner.holdsSpecial(entry),
                field: number,
                bit: bit - base
            ) {
                return entry
            }
            next = Int(entry.next)
        }
        // Presence as such has no test of values: any will do.
        let head = scanner.table.head(of: number)
        return head < 0 ? nil : scanner.table.entry(head)
    }
}
