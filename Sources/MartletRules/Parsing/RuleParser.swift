/// Turns a YAML document into a rule.
///
/// What makes a rule mean something else is an error; what only its readers see (author, tags,
/// references) is a warning and is left out.
///
/// Source: Sigma rules specification 2.1, "Components".
package struct RuleParser {
    /// The attributes that Sigma and martlet define; others are the author's own.
    private static let knownAttributes = RuleAttribute.allCases.map(\.rawValue)
    private static let requiredAttributes = ["title", "logsource", "detection"]

    private let shared: ValueParser.Shared
    private let readsTests: Bool

    /// A parser that shares compiled regular expressions, and limits, with others.
    ///
    /// - Parameters:
    ///   - shared: what is shared.
    ///   - readsTests: whether the tests of rules are read, or passed over with their mistakes.
    package init(shared: ValueParser.Shared = ValueParser.Shared(), readsTests: Bool = true) {
        self.shared = shared
        self.readsTests = readsTests
    }

    /// Reads one document.
    ///
    /// - Returns: The rule, or `nil` after reporting every error in the document.
    package func rule(_ document: YAMLDocument, into log: inout DiagnosticLog) -> Rule? {
        guard case .mapping(let members) = document.root.content else {
            log.error(
                .notARule,
                "a rule must be a map, not \(document.root.kindDescription)",
                at: document.root.range
            )
            return nil
        }
        let attributes = AttributeReader(members: members)
        let start = members.first?.key.range ?? document.root.range
        let head = DocumentHead(
            kind: "rule",
            attributes: attributes,
            knownAttributes: RuleParser.knownAttributes,
            start: start
        )
        head.warnMisspelt(except: RuleParser.requiredAttributes, into: &log)

        let title = head.title(help: "say what it detects in a few words", into: &log)
        let logSource = head.logSource(into: &log)
        let level = head.level(into: &log)
        let identifier = head.identifier(into: &log)
        let detection = detection(head, into: &log)
        let martlet = MartletExtensionParser(
            selectionNames: detection?.selections.map(\.name),
            readsTests: readsTests
        )
        .martletExtension(attributes, into: &log)

        guard let title, let logSource, let level, case .some(let id) = identifier, let detection,
            let martlet, document.flaw == nil
        else { return nil }
        var rule = Rule(
            title: title,
            level: level,
            detection: detection,
            location: log.file.location(at: start.lowerBound)
        )
        rule.id = id
        rule.logSource = logSource
        rule.message = martlet.message
        rule.quieting = martlet.quieting
        rule.severityCases = martlet.severityCases
        rule.requiredLists = martlet.requiredLists
        rule.tests = martlet.tests
        rule.evasions = martlet.evasions
        RuleDescriptionReader(attributes: attributes, knownNames: RuleParser.knownAttributes)
            .describe(&rule, into: &log)
        return rule
    }

    private func detection(
        _ head: DocumentHead,
        into log: inout DiagnosticLog
    ) -> Detection? {
        guard let member = head.attributes["detection"] else {
            head.reportMissing("detection", help: "add selections and a condition", into: &log)
            return nil
        }
        var parser = DetectionParser(shared: shared)
        parser.otherConditions = MartletExtensionParser.caseConditions(of: head.attributes)
        return parser.detection(member, into: &log)
    }
}
