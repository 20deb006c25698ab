/// Reads documents that hold tests of a rule elsewhere: `rule:`, its id or name, and `tests:`.
struct RuleTestDocumentParser {
    private static let keys = ["rule", "tests"]
    /// What a document of another kind has.
    private static let otherKeys = ["title", "logsource", "detection", "correlation", "filter"]

    /// Whether a document is one of tests, whatever its file is called.
    static func holdsTests(_ document: YAMLDocument) -> Bool {
        guard let attributes = document.attributes else { return false }
        return keys.contains { attributes[$0] != nil }
            && otherKeys.allSatisfy { attributes[$0] == nil }
    }

    /// Reads a document of which ``holdsTests(_:)`` is true.
    ///
    /// - Returns: The tests, or `nil` after reporting every error in them.
    func tests(_ document: YAMLDocument, into log: inout DiagnosticLog) -> RuleTestDocument? {
        guard let attributes = document.attributes, let first = attributes.members.first else {
            return nil
        }
        let isKnown = attributes.holdsOnly(
            Self.keys,
            "in a document of tests",
            code: .invalidTest,
            help: "it has 'rule' and 'tests', nothing else",
            into: &log
        )
        let rule = rule(attributes, first.key.range, into: &log)
        let tests = tests(attributes, first.key.range, into: &log)
        guard isKnown, document.flaw == nil, let rule, let tests else { return nil }
        return RuleTestDocument(
            rule: rule.name,
            ruleRange: rule.range,
            tests: tests,
            file: log.file
        )
    }

    private func rule(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> (name: String, range: Range<Int>)? {
        guard let member = attributes["rule"] else {
            log.error(
                .invalidTest,
                "the tests name no rule",
                at: place,
                help: "add 'rule:' with the id or the name of the rule"
            )
            return nil
        }
        guard let scalar = member.value.scalar, !scalar.text.isEmpty, !member.value.isNull else {
            log.error(.invalidTest, "'rule' must be an id or a name", at: member.key.range)
            return nil
        }
        return (scalar.text, member.value.range)
    }

    private func tests(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> [RuleTest]? {
        guard let member = attributes["tests"] else {
            if attributes.misspelt(Self.keys).isEmpty {
                log.error(.invalidTest, "the document has no 'tests'", at: place)
            }
            return nil
        }
        guard let tests = RuleTestParser().tests(member, into: &log) else { return nil }
        guard !tests.isEmpty else {
            log.error(
                .invalidTest,
                "the document holds no test",
                at: member.key.range,
                help: "add tests, or remove the document"
            )
            return nil
        }
        return tests
    }
}
