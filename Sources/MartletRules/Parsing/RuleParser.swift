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
    private static let titleLengthLimit = 256

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
        warnMisspelt(attributes, into: &log)
        let start = members.first?.key.range ?? document.root.range

        let title = title(attributes, at: start, into: &log)
        let logSource = logSource(attributes, at: start, into: &log)
        let level = level(attributes, into: &log)
        let identifier = identifier(attributes, into: &log)
        let detection = detection(attributes, at: start, into: &log)
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
        for kind in ["correlation", "filter"] {
            guard let member = attributes[kind], case .mapping = member.value.content else {
                continue
            }
            log.error(
                .unsupportedDocument,
                "\(kind) documents are not supported yet",
                at: member.key.range
            )
            return false
        }
        return true
    }

    private func warnMisspelt(_ attributes: AttributeReader, into log: inout DiagnosticLog) {
        for (member, meant) in attributes.misspelt(RuleParser.knownAttributes)
        where !RuleParser.requiredAttributes.contains(meant) {
            log.warning(
                .misspeltAttribute,
                "the attribute '\(member.key.scalar?.text ?? "")' is not read",
                at: member.key.range,
                help: "did you mean '\(meant)'?"
            )
        }
    }

    private func title(
        _ attributes: AttributeReader,
        at start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> String? {
        guard let member = attributes["title"], !member.value.isNull else {
            reportMissing(
                "title",
                "say what it detects in a few words",
                attributes,
                start,
                into: &log
            )
            return nil
        }
        guard case .some(.some(let title)) = attributes.requiredText("title", into: &log) else {
            return nil
        }
        guard title.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
            log.error(.missingAttribute, "the title is empty", at: member.key.range)
            return nil
        }
        if title.unicodeScalars.count > RuleParser.titleLengthLimit {
            log.warning(
                .unusualForm,
                "the title is longer than \(RuleParser.titleLengthLimit) characters",
                at: member.key.range
            )
        }
        return title
    }

    /// - Returns: The id, `.some(nil)` when there is none, and `nil` after reporting a wrong one.
    private func identifier(
        _ attributes: AttributeReader,
        into log: inout DiagnosticLog
    ) -> String?? {
        guard case .some(let id) = attributes.requiredText("id", into: &log) else { return nil }
        if let id, id.isEmpty, let member = attributes["id"] {
            log.error(
                .wrongType,
                "the id is empty",
                at: member.key.range,
                help: "leave it out, or write a UUID"
            )
            return nil
        }
        return .some(id)
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

    private func logSource(
        _ attributes: AttributeReader,
        at start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> LogSource? {
        guard let member = attributes["logsource"] else {
            let help = "name the kind of log by category, product and service"
            reportMissing("logsource", help, attributes, start, into: &log)
            return nil
        }
        return LogSourceParser().logSource(member, into: &log)
    }

    private func detection(
        _ attributes: AttributeReader,
        at start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Detection? {
        guard let member = attributes["detection"] else {
            let help = "add selections and a condition"
            reportMissing("detection", help, attributes, start, into: &log)
            return nil
        }
        return DetectionParser(shared: shared).detection(member, into: &log)
    }

    private func reportMissing(
        _ name: String,
        _ help: String,
        _ attributes: AttributeReader,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) {
        let misspelt = attributes.misspelt(RuleParser.knownAttributes).first { $0.meant == name }
        log.error(
            .missingAttribute,
            "the rule has no '\(name)'",
            at: misspelt?.member.key.range ?? start,
            help: misspelt == nil ? help : "did you mean '\(name)'?"
        )
    }
}
