/// The tests of a field against another field: each side is decoded once.
extension ValueMatcher {
    /// Takes the values of the other field, from the entry `head` on.
    mutating func takeOperands(
        _ head: Int,
        of scanner: borrowing Scanner,
        for field: MatcherTables.Field
    ) throws(StringDecoder.Failure) {
        operands.removeAll()
        var next = head
        while next >= 0 {
            let entry = scanner.table.entry(next)
            next = Int(entry.next)
            guard entry.kind.isText else { continue }
            let text = try value(
                of: entry,
                in: scanner.text,
                hasSpecial: scanner.holdsSpecial(entry)
            )
            let folded = field.needsFolding ? fold(text) : text.slice(from: 0, count: 0)
            operands.append(
                text,
                folded: folded,
                number: entry.kind == .number ? NumberValue(text) : nil
            )
        }
    }

    /// Runs every test of a field on a value against all operands and leaves the outcome in
    /// ``words``.
    ///
    /// - Complexity: O(1) in the number of operands.
    mutating func compare(
        _ entry: FieldTable.Entry,
        of scanner: borrowing Scanner,
        for field: MatcherTables.Field
    ) throws(StringDecoder.Failure) {
        for word in 0..<Int(field.wordCount) { words[word] = 0 }
        guard entry.kind.isText else { return }
        let text = try value(
            of: entry,
            in: scanner.text,
            hasSpecial: scanner.holdsSpecial(entry)
        )
        let folded = field.needsFolding ? fold(text) : text
        let number = entry.kind == .number ? NumberValue(text) : nil
        for index in Int(field.testBase)..<Int(field.testBase) + Int(field.testCount) {
            let test = tests[index]
            if holds(test, test.isFolded ? folded : text, number) { set(Int(test.bit)) }
        }
    }

    private mutating func holds(
        _ test: MatcherTables.Test,
        _ text: ByteView,
        _ number: NumberValue?
    ) -> Bool {
        switch MatcherTables.TextRelation(rawValue: test.index) ?? .equal {
        case .equal: operands.hold(text, isFolded: test.isFolded, number: number)
        case .contains: operands.isAnyInside(text, isFolded: test.isFolded)
        case .startsWith: operands.doesAnyBegin(text, isFolded: test.isFolded)
        case .endsWith: operands.doesAnyEnd(text, isFolded: test.isFolded)
        }
    }
}

extension FieldTable.Kind {
    /// Whether text tests see a value of this kind.
    fileprivate var isText: Bool {
        switch self {
        case .string, .number, .true, .false: true
        case .null, .array, .object: false
        }
    }
}
