/// Reads the attributes of a rule or correlation that only people and other tools read.
///
/// A mistake in one is a warning: it changes nothing of what the rule means.
package struct RuleDescriptionReader {
    /// How far a rule can be trusted.
    package static let statuses = ["stable", "test", "experimental", "deprecated", "unsupported"]
    /// What one rule can be to another.
    package static let relations = ["derived", "obsolete", "merged", "renamed", "similar"]

    let attributes: AttributeReader
    /// The attributes that Sigma and martlet define.
    let knownNames: [String]

    /// Fills in what the document of a rule says.
    func describe(_ rule: inout Rule, into log: inout DiagnosticLog) {
        describe(&rule.metadata, into: &log)
        rule.fields = attributes.list("fields", into: &log)
        rule.scope = attributes.list("scope", into: &log)
    }

    /// Fills in what documents of rules and correlations say.
    func describe(_ rule: inout RuleMetadata, into log: inout DiagnosticLog) {
        rule.name = attributes.text("name", into: &log)
        rule.author = attributes.text("author", into: &log)
        rule.description = attributes.text("description", into: &log)
        rule.license = attributes.text("license", into: &log)
        rule.taxonomy = attributes.text("taxonomy", into: &log)
        rule.date = attributes.text("date", into: &log)
        rule.modified = attributes.text("modified", into: &log)
        rule.tags = attributes.list("tags", into: &log)
        rule.references = attributes.list("references", into: &log)
        rule.falsePositives = attributes.list("falsepositives", into: &log)
        rule.status = status(into: &log)
        rule.related = related(into: &log)
        rule.customAttributes = attributes.unknown(knownNames)
    }

    private func status(into log: inout DiagnosticLog) -> String? {
        guard let status = attributes.text("status", into: &log) else { return nil }
        if !RuleDescriptionReader.statuses.contains(status), let member = attributes["status"] {
            let names = RuleDescriptionReader.statuses
            log.warning(
                .unknownStatus,
                "unknown status '\(status)'",
                at: member.value.range,
                help: Suggestion.help(for: status, among: names)
                    ?? "use one of \(names.joined(separator: ", "))"
            )
        }
        return status
    }

    private func related(into log: inout DiagnosticLog) -> [RelatedRule] {
        guard let member = attributes["related"], !member.value.isNull else { return [] }
        guard case .sequence(let elements) = member.value.content else {
            log.warning(
                .wrongType,
                "'related' should be a list and is left out",
                at: member.key.range,
                help: "write a list of maps with 'id' and 'type'"
            )
            return []
        }
        return elements.compactMap { relation($0, into: &log) }
    }

    private func relation(_ node: YAMLNode, into log: inout DiagnosticLog) -> RelatedRule? {
        guard case .mapping(let members) = node.content,
            let id = AttributeReader(members: members)["id"]?.value.scalar?.text,
            let type = AttributeReader(members: members)["type"]?.value.scalar
        else {
            log.warning(
                .wrongType,
                "a related rule should have an 'id' and a 'type', and is left out",
                at: node.range
            )
            return nil
        }
        let names = RuleDescriptionReader.relations
        if !names.contains(type.text), let member = AttributeReader(members: members)["type"] {
            log.warning(
                .unusualForm,
                "unknown relation '\(type.text)'",
                at: member.value.range,
                help: Suggestion.help(for: type.text, among: names)
                    ?? "use one of \(names.joined(separator: ", "))"
            )
        }
        return RelatedRule(type: type.text, id: id)
    }
}
