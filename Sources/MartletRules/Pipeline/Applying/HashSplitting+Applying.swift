extension HashSplitting {
    /// The items in place of one; an item of anything but texts stays as it is.
    func apply(
        to item: DetectionItem,
        of step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(RuleProcessing.Refused) -> RuleProcessing.Change {
        var names: [String] = []
        var values: [String: [ItemValue]] = [:]
        for value in item.values {
            let patterns = item.patterns(of: value)
            guard patterns.count == value.tests.count, let pattern = patterns.first else {
                return .none
            }
            guard let (name, hash) = field(of: pattern.plainText) else { continue }
            let text = TextPattern(plainText: hash)
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(
                ItemValue(
                    scalar: YAMLScalar(ofText: text.sigmaText),
                    location: value.location,
                    tests: [.text(text, caseSensitive: false)]
                )
            )
        }
        guard !names.isEmpty else {
            log.refuse(
                "no value is a hash of \(algorithms.joined(separator: ", "))",
                at: item.location,
                by: step
            )
            throw RuleProcessing.Refused()
        }
        var modifiers = ItemModifiers()
        modifiers.requiresAll = item.modifiers.requiresAll
        modifiers.isNegated = item.modifiers.isNegated
        let items = names.map { name in
            Search.item(
                DetectionItem(
                    field: FieldReference(FieldPath(name)),
                    modifiers: modifiers,
                    values: values[name] ?? [],
                    location: item.location
                )
            )
        }
        // Not any of the values is none of them in either field.
        let isConjunction = modifiers.requiresAll || modifiers.isNegated
        return .divided(isConjunction ? .all(items) : .any(items))
    }
}
