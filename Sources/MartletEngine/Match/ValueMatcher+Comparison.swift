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
    /// - Complexity: O(1) in the number of operands for a test of equality, else O(*n*).
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
        let relation = MatcherTables.TextRelation(rawValue: test.index) ?? .equal
        if relation == .equal {
            return operands.hold(text, isFolded: test.isFolded, number: number)
        }
        for operand in operands.operands {
            let other = operands.text(of: operand, isFolded: test.isFolded)
            let holds =
                switch relation {
                case .equal: text.equals(other)
                case .contains: text.firstRange(of: other, from: 0) != nil
                case .startsWith: text.starts(with: other)
                case .endsWith: text.ends(with: other)
                }
            if holds { return true }
        }
        return false
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
