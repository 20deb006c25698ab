extension RuleLogic.Term {
    /// The tests of each literal that asks something of a field.
    func demands(on field: String) -> [[ComparableTest]] {
        compactMap { literal in
            guard literal.isPositive, let (reference, tests) = literal.tests,
                reference?.description == field
            else { return nil }
            return tests
        }
    }

    /// Whether the field must have one of these texts.
    func demands(_ field: String, oneOf texts: [String]) -> Bool {
        demands(on: field).contains { tests in
            tests.allSatisfy { test in
                test.plainText.map { text in texts.contains { $0.asciiLowercased == text } } == true
            }
        }
    }

    /// Whether a field at a name or below it must have a value.
    func needsValue(below names: [String]) -> Bool {
        contains { literal in
            guard literal.isPositive, let (reference, tests) = literal.tests,
                let field = reference?.description
            else { return false }
            return names.contains { field == $0 || field.hasPrefix($0 + ".") }
                && tests.allSatisfy { $0.needsValue || $0.test == .exists(true) }
        }
    }
}

extension ComparableTest {
    /// The text, letters in lower case, or the number that a value must be.
    var plainText: String? {
        switch test {
        case .text(let pattern, _):
            pattern.literal.map { String(decoding: $0, as: UTF8.self).asciiLowercased }
        case .number(let number): number.text
        default: nil
        }
    }
}

extension LintedRule {
    /// The first item of a field: where to mark what is wrong with it.
    func place(of field: String) -> Range<Int> {
        items.first { $0.fieldName == field }?.range ?? start
    }
}
