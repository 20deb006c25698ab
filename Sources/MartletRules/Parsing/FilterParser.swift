/// Turns a YAML document with `filter:` into a filter.
///
/// Source: Sigma filters specification 2.1.
struct FilterParser {
    private static let knownAttributes = [
        "title", "id", "name", "related", "taxonomy", "status", "description", "license", "author",
        "references", "date", "modified", "logsource", "filter", "tags", "martlet",
    ]
    private static let requiredAttributes = ["title", "logsource", "filter"]

    let shared: ValueParser.Shared
    /// The day on which the filter is to hide something, or `nil` if no filter shall expire.
    let today: CalendarDate?

    /// Whether a document is meant to be a filter.
    ///
    /// A rule may have an attribute of its own that is called so, but hardly one that is a map.
    static func isFilter(_ document: YAMLDocument) -> Bool {
        guard let attributes = document.attributes, let member = attributes["filter"] else {
            return false
        }
        if case .mapping = member.value.content { return true }
        return attributes["detection"] == nil
    }

    /// Reads one document.
    ///
    /// - Returns: The filter, or `nil` after reporting every error in the document.
    func filter(_ document: YAMLDocument, into log: inout DiagnosticLog) -> Filter? {
        guard let attributes = document.attributes, let body = attributes["filter"] else {
            return nil
        }
        let start = attributes.members[0].key.range
        let head = DocumentHead(
            kind: "filter",
            attributes: attributes,
            knownAttributes: FilterParser.knownAttributes,
            start: start
        )
        head.warnMisspelt(except: FilterParser.requiredAttributes, into: &log)
        if let detection = attributes["detection"] {
            log.error(
                .notARule,
                "a document is a rule or a filter, not both",
                at: detection.key.range,
                help: "divide it with '---'"
            )
            return nil
        }
        let title = head.title(help: "say what it hides in a few words", into: &log)
        let logSource = head.logSource(into: &log)
        let identifier = head.identifier(into: &log)
        let parts = parts(of: body, into: &log)
        let martlet = FilterExtensionParser(today: today).filterExtension(attributes, into: &log)

        guard let title, let logSource, case .some(let id) = identifier, let parts, let martlet,
            document.flaw == nil
        else { return nil }
        var filter = Filter(
            id: id,
            title: title,
            reason: martlet.reason,
            expires: martlet.expires,
            logSource: logSource,
            target: parts.target,
            detection: parts.detection,
            location: log.file.location(at: start.lowerBound)
        )
        filter.isExpired = martlet.isExpired
        return filter
    }

    /// Reads the map `filter:`, which is a detection with `rules` beside the selections.
    private func parts(
        of body: YAMLMember,
        into log: inout DiagnosticLog
    ) -> (target: Filter.Target, detection: Detection)? {
        guard case .mapping(let members) = body.value.content else {
            log.error(
                .wrongType,
                "'filter' must be a map of rules, selections and a condition, not "
                    + body.value.kindDescription,
                at: body.key.range
            )
            return nil
        }
        let rules = AttributeReader(members: members)["rules"]
        let target = target(rules, of: body, into: &log)
        let rest = YAMLNode(
            .mapping(members.filter { $0.key.scalar?.text != "rules" }),
            range: body.value.range
        )
        let detection = DetectionParser(shared: shared)
            .detection(YAMLMember(key: body.key, value: rest), into: &log)
        guard let target, let detection else { return nil }
        warnWithoutNot(detection, members, into: &log)
        return (target, detection)
    }

    private func target(
        _ rules: YAMLMember?,
        of body: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Filter.Target? {
        guard let rules, !rules.value.isNull else {
            log.error(
                .missingAttribute,
                "the filter names no rules",
                at: rules?.key.range ?? body.key.range,
                help: "add 'rules:' with a list of ids or names, or 'rules: any'"
            )
            return nil
        }
        switch rules.value.content {
        case .scalar(let scalar):
            if ["any", "all"].contains(scalar.text.lowercased()) {
                return .all(rules.value.range)
            }
            return .named([RuleReference(text: scalar.text, range: rules.value.range)])
        case .sequence(let elements):
            return references(elements, rules, into: &log)
        case .mapping:
            log.error(
                .wrongType,
                "'rules' must be 'any' or a list of ids or names, not a map",
                at: rules.key.range
            )
            return nil
        }
    }

    private func references(
        _ elements: [YAMLNode],
        _ rules: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Filter.Target? {
        guard !elements.isEmpty else {
            log.error(
                .missingAttribute,
                "the list of rules is empty",
                at: rules.key.range,
                help: "write 'rules: any' for every rule of the log source"
            )
            return nil
        }
        return RuleReference.list(elements, into: &log).map { .named($0) }
    }

    /// Applied as written, a filter without `not` keeps nothing but what it selects.
    private func warnWithoutNot(
        _ detection: Detection,
        _ members: [YAMLMember],
        into log: inout DiagnosticLog
    ) {
        guard !detection.conditions.allSatisfy(\.hasNegationAtTop),
            let condition = AttributeReader(members: members)["condition"]
        else { return }
        log.warning(
            .filterWithoutNot,
            "the filter hides everything but what it selects",
            at: condition.value.range,
            help: "write 'not' in front of what is harmless"
        )
    }
}

extension Condition {
    /// Whether a `not` stands outside of all names, as in `not a and not b`.
    fileprivate var hasNegationAtTop: Bool {
        switch self {
        case .not: true
        case .and(let members), .or(let members): members.contains(where: \.hasNegationAtTop)
        case .selection, .atLeast: false
        }
    }
}
