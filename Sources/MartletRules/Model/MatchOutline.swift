/// What correlations and quiet signals need to know of a detection rule's matches.
package struct MatchOutline: Sendable {
    /// The fields whose values a match carries, in the order of its slots.
    package internal(set) var fields: [FieldReference] = []
    /// Whether anything reads the rule's matches.
    package internal(set) var isCollected = false
    /// Whether a match is no signal.
    package internal(set) var isSilent = false
    /// Whether the signal is held back and joined with those of its group.
    package internal(set) var isQuiet = false

    /// The slot of a field that is carried.
    package func slot(of field: FieldReference) -> Int? { fields.firstIndex(of: field) }

    mutating func carry(_ field: FieldReference) {
        if slot(of: field) == nil { fields.append(field) }
    }
}

extension RuleSet {
    /// What must be kept of the matches of each rule, in the order of ``rules``.
    package var matchOutlines: [MatchOutline] {
        // By index: a copy of a rule is one of everything in it.
        var outlines = rules.indices.map { rule in
            var outline = MatchOutline()
            outline.isSilent = rules[rule].isSilent
            if let quieting = rules[rule].quieting {
                outline.isQuiet = true
                outline.isCollected = true
                for field in quieting.groupBy { outline.carry(field) }
            }
            return outline
        }
        for correlation in correlations {
            for reference in correlation.references {
                collect(reference, into: &outlines)
            }
        }
        collectPassedOn(into: &outlines)
        return outlines
    }

    /// Marks what a reference needs of a rule.
    private func collect(
        _ reference: Correlation.Reference,
        into outlines: inout [MatchOutline]
    ) {
        guard case .rule(let rule) = reference.target else { return }
        outlines[rule].isCollected = true
        for field in reference.fields { outlines[rule].carry(field) }
    }

    /// Marks what correlations read of the matches of others: for names that do not group there, a
    /// match in a chain has its completing match's values.
    private func collectPassedOn(into outlines: inout [MatchOutline]) {
        struct Passed: Hashable {
            let correlation: Int
            let name: FieldPath
        }
        var queue: [Passed] = []
        // Each once: in chains that branch, the ways are many more than the fields.
        var seen: Set<Passed> = []
        func pass(_ names: some Sequence<FieldPath>, to target: Correlation.Reference.Target) {
            guard case .correlation(let index) = target else { return }
            for name in names {
                let passed = Passed(correlation: index, name: name)
                if seen.insert(passed).inserted { queue.append(passed) }
            }
        }
        for reference in correlations.flatMap(\.references) {
            pass(reference.fields.map(\.name), to: reference.target)
        }
        while let passed = queue.popLast() {
            let inner = correlations[passed.correlation]
            for reference in inner.references {
                let field = inner.resolved(passed.name, in: reference)
                if case .rule(let rule) = reference.target { outlines[rule].carry(field) }
                pass([field.name], to: reference.target)
            }
        }
    }
}

extension Correlation {
    /// Where a reference has a field: as the correlation reads it, or else by its name.
    package func resolved(_ name: FieldPath, in reference: Reference) -> FieldReference {
        guard let index = fields.firstIndex(of: name) else { return FieldReference(name) }
        return reference.fields[index]
    }
}
