extension DetectionItem {
    /// Whether the item's texts are searched anywhere though no modifier says so.
    private var isPlainKeyword: Bool { field == nil && modifiers.valueOperator == .equals }

    /// The texts that a value is compared with, as pySigma sees them: a keyword without the runs
    /// that let it stand anywhere.
    func patterns(of value: ItemValue) -> [TextPattern] {
        value.tests.compactMap { test in
            if case .text(let pattern, _) = test { return shown(pattern) }
            return nil
        }
    }

    /// A pattern as the rule has it, without what being a keyword adds.
    func shown(_ pattern: TextPattern) -> TextPattern {
        guard isPlainKeyword, pattern.pieces.count > 1 else { return pattern }
        var pieces = pattern.pieces[...]
        if pieces.first == .anyRun { pieces.removeFirst() }
        if pieces.last == .anyRun { pieces.removeLast() }
        return TextPattern(Array(pieces))
    }

    /// The pattern that an item like this one compares with for a text of a rule.
    func compared(_ pattern: TextPattern) -> TextPattern {
        isPlainKeyword ? pattern.unanchored(start: true, end: true) : pattern
    }
}
