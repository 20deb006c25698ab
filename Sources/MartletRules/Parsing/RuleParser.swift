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

    /// A parser that shares compiled regular expressions, and limits, with others.
    package init(shared: ValueParser.Shared = ValueParser.Shared()) {
        self.shared = shared
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
        guard checkKind(attributes, into: &log) else { return nil }
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
        let level = level(attributes, into: &log)
        let identifier = head.identifier(into: &log)
        let detection = detection(head, into: &log)
        let martlet = MartletExtensionParser().martletExtension(attributes, into: &log)

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
        rule.tests = martlet.tests
        RuleDescriptionReader(attributes: attributes, knownNames: RuleParser.knownAttributes)
            .describe(&rule, into: &log)
        return rule
    }

    /// Refuses the documents that are no detection rules.
    private func checkKind(_ attributes: AttributeReader, into log: inout DiagnosticLog) -> Bool {
        guard let member = attributes["correlation"], case .mapping = member.value.content else {
            return true
        }
        log.error(
            .unsupportedDocument,
            "correlation documents are not supported yet",
            at: member.key.range
        )
        return false
    }

    private func level(_ attributes: AttributeReader, into log: inout DiagnosticLog) -> Level? {
        guard let member = attributes["level"], !member.value.isNull else { return .medium }
        guard case .some(.some(let text)) = attributes.requiredText("level", into: &log) else {
            return nil
        }
        if let level = Level(rawValue: text) { return level }
        let names = Level.allCases.map(\.rawValue)
        if let level = Level(rawValue: text.lowercased()) {
            log.warning(.unusualForm, "write the level in lower case", at: member.value.range)
            return level
        }
        log.error(
            .unknownLevel,
            "unknown level '\(text)'",
            at: member.value.range,
            help: Suggestion.help(for: text, among: names)
                ?? "use one of \(names.joined(separator: ", "))"
        )
        return nil
    }

    private func detection(
        _ head: DocumentHead,
        into log: inout DiagnosticLog
    ) -> Detection? {
        guard let member = head.attributes["detection"] else {
            head.reportMissing("detection", help: "add selections and a condition", into: &log)
            return nil
        }
        return DetectionParser(shared: shared).detection(member, into: &log)
    }
}
