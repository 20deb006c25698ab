extension ConditionParser {
    /// Parses `quantified` from its quantifier on.
    mutating func quantified(into log: inout DiagnosticLog) throws(Abandoned) -> Condition {
        let quantifier = token
        position += 1
        warnUnlessLowerCase(token, into: &log)
        position += 1
        let pattern = token
        guard pattern.kind == .word else {
            throw fail(
                "expected a pattern or 'them' behind 'of'",
                help: pattern.kind == .open
                    ? "name the selections by a pattern, '1 of name*'" : nil,
                into: &log
            )
        }
        position += 1
        let indices = selections(matching: pattern, into: &log)
        usedSelections.formUnion(indices)
        if indices.isEmpty {
            report(
                .undefinedSelection,
                "no \(noun) matches '\(pattern.text)'",
                pattern,
                help: Suggestion.help(for: pattern.text, among: selectionNames),
                into: &log
            )
            return try unknownName()
        }
        guard let count = count(quantifier, available: indices.count, into: &log) else {
            return try unknownName()
        }
        return .atLeast(count: count, of: indices)
    }

    private func count(
        _ quantifier: ConditionToken,
        available: Int,
        into log: inout DiagnosticLog
    ) -> Int? {
        for (keyword, count) in [("all", available), ("any", 1)]
        where quantifier.isKeyword(keyword) {
            warnUnlessLowerCase(quantifier, into: &log)
            return count
        }
        guard
            quantifier.text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            )
        else {
            report(
                .invalidCondition,
                "expected a number, 'all' or 'any' before 'of', not '\(quantifier.text)'",
                quantifier,
                into: &log
            )
            return nil
        }
        let count = Int(quantifier.text) ?? .max
        guard count >= 1, count <= available else {
            report(
                .impossibleCount,
                count == 0
                    ? "'0 of' always holds"
                    : "'\(quantifier.text) of' can never hold; selections that match: \(available)",
                quantifier,
                into: &log
            )
            return nil
        }
        return count
    }

    private func selections(
        matching pattern: ConditionToken,
        into log: inout DiagnosticLog
    ) -> [Int] {
        if pattern.isKeyword("them") {
            warnUnlessLowerCase(pattern, into: &log)
            return selectionNames.indices.filter { !selectionNames[$0].hasPrefix("_") }
        }
        let wildcard = NamePattern(pattern.text)
        return selectionNames.indices.filter { wildcard.matches(selectionNames[$0]) }
    }
}
