internal import MartletRules

/// Which tests run: those that hold a text in their name, or in the id, name or title of the rule.
struct TestFilter {
    /// The text in lower case.
    private let text: String

    init(_ text: String) {
        self.text = text.lowercased()
    }

    /// Whether all tests of a rule run.
    func admits(_ rule: RuleMetadata) -> Bool {
        [rule.id, rule.name, rule.title].contains { $0.map(holds) ?? false }
    }

    /// Whether a test runs, whatever its rule is.
    func admits(_ test: RuleTest) -> Bool { holds(test.name) }

    private func holds(_ candidate: String) -> Bool { candidate.lowercased().contains(text) }
}
