internal import MartletEngine

/// Conditions in the words of the rule language.
struct ConditionText {
    /// The names of the selections, in order.
    let names: [String]

    /// A condition as an author would write it.
    func text(_ condition: ConditionExplanation) -> String {
        text(condition, inside: 0)
    }

    /// The binding strength of `or`, `and` and `not`; an operator inside a stronger one needs
    /// parentheses.
    private func text(_ condition: ConditionExplanation, inside strength: Int) -> String {
        switch condition.form {
        case .selection(let index): return names[index]
        case .or(let members): return joined(members, " or ", strength: 1, inside: strength)
        case .and(let members): return joined(members, " and ", strength: 2, inside: strength)
        case .not(let member): return "not " + text(member, inside: 3)
        case .atLeast(let count, let indices):
            let quantity = count == indices.count && count > 1 ? "all" : "\(count)"
            return "\(quantity) of \(pattern(for: indices))"
        }
    }

    private func joined(
        _ members: [ConditionExplanation],
        _ word: String,
        strength: Int,
        inside outer: Int
    ) -> String {
        let text = members.map { self.text($0, inside: strength) }.joined(separator: word)
        return outer > strength ? "(\(text))" : text
    }

    /// The pattern that stands for selections: `them`, what their names begin with, or the names.
    private func pattern(for indices: [Int]) -> String {
        let chosen = Set(indices)
        let ordinary = names.indices.filter { !names[$0].hasPrefix("_") }
        if indices.count > 1, chosen == Set(ordinary) { return "them" }
        let start = commonStart(of: indices.map { names[$0] })
        if indices.count > 1, !start.isEmpty {
            let covered = (start.hasPrefix("_") ? Array(names.indices) : ordinary)
                .filter { names[$0].hasPrefix(start) }
            if Set(covered) == chosen { return start + "*" }
        }
        let list = indices.map { names[$0] }.joined(separator: ", ")
        return indices.count > 1 ? "(\(list))" : list
    }

    private func commonStart(of texts: [String]) -> String {
        guard var start = texts.first.map({ Array($0.unicodeScalars) }) else { return "" }
        for text in texts.dropFirst() {
            start = zip(start, text.unicodeScalars).prefix { $0 == $1 }.map(\.0)
        }
        return String(String.UnicodeScalarView(start))
    }
}
