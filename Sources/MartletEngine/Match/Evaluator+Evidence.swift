/// What signals show of an event that matches.
extension Evaluator {
    /// Finds everything that signals may show of the event; what is unsound there makes it no event.
    mutating func scanForSignals() -> Bool {
        guard scanner.walkForSignals(at: Int(fields.whole.offset)) else { return false }
        chooseProfile()
        for field in profile.all {
            guard fields.locate(field: field, in: &scanner) else { return false }
        }
        for match in matches {
            for case .field(let field) in rules.details[match.rule].message {
                guard fields.locate(field: field, in: &scanner) else { return false }
            }
        }
        return true
    }

    /// Finds what says the event's time, whether or not any rule matches it; `false` on failure.
    mutating func scanForTime() -> Bool {
        _ = scanner.indexWhole()
        guard scanner.walkForSignals(at: Int(fields.whole.offset)) else { return false }
        chooseProfile()
        return profile.time.allSatisfy { locate(field: $0) }
    }

    /// The atoms that make a predicate hold on the current event; `nil` if it does not.
    mutating func evidence(of predicate: Predicate) -> [Int]? {
        fields.evidence(of: predicate, in: &scanner)
    }

    /// Appends what an atom that holds shows.
    mutating func appendEvidence(of atom: Int, to list: inout [Evidence]) {
        fields.appendEvidence(of: atom, to: &list, in: &scanner)
    }
}
