/// Conditions of one kind and how they are joined.
package struct ConditionGroup<Element: Sendable>: Sendable {
    package let conditions: [Element]
    /// The expression over the conditions' indices, or `nil` if there are none.
    package let expression: Condition?

    /// Whether the expression holds, given which conditions do; a group of none always does.
    package func holds(_ test: (Element) -> Bool) -> Bool {
        expression.map { holds($0, test) } ?? true
    }

    private func holds(_ expression: Condition, _ test: (Element) -> Bool) -> Bool {
        switch expression {
        case .selection(let index): test(conditions[index])
        case .and(let members): members.allSatisfy { holds($0, test) }
        case .or(let members): members.contains { holds($0, test) }
        case .not(let member): !holds(member, test)
        case .atLeast(let count, let indices):
            indices.count { test(conditions[$0]) } >= count
        }
    }
}
