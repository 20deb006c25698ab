/// What signals show of an event that matches.
extension Evaluator {
    /// Finds everything that signals may show of the event; what is unsound there makes it no event.
    mutating func scanForSignals() -> Bool {
        guard isReadForSignals || scanner.walkForSignals(at: eventStart) != nil else {
            return false
        }
        chooseProfile()
        let run = profiles.profiles[profileNumber].fields
        for index in run.indices {
            guard locate(field: Int(profiles.fields[index])) else { return false }
        }
        findHidden()
        for number in matches.indices {
            let run = messageRuns[matches[number].rule]
            for index in run.indices {
                guard locate(field: Int(messageFields[index])) else { return false }
            }
        }
        return true
    }

    /// Finds what says the event's time, whether or not any rule matches it; `false` on failure.
    mutating func scanForTime() -> Bool {
        guard scanner.walkForSignals(at: eventStart) != nil else { return false }
        chooseProfile()
        return profile.time.allSatisfy { locate(field: $0) }
    }

    /// Fills a list with what makes a predicate hold on the current event; `false` if it does not.
    mutating func findEvidence(
        of predicate: Int,
        in predicates: borrowing PredicateTable,
        to list: inout EvidenceList
    ) -> Bool {
        list.clear()
        return fields.appendEvidence(
            of: predicate,
            in: predicates,
            under: nil,
            to: &list,
            in: &scanner
        )
    }
}
