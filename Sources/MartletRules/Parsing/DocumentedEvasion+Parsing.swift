extension DocumentedEvasion {
    /// Reads `martlet: evasions:`.
    ///
    /// - Returns: The evasions, or `nil` after reporting every error in them.
    static func list(_ member: YAMLMember, into log: inout DiagnosticLog) -> [DocumentedEvasion]? {
        guard case .sequence(let elements) = member.value.content else {
            log.error(
                .invalidEvasion,
                "'evasions' must be a list, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "write '- {change: NAME, reason: TEXT}' below it"
            )
            return nil
        }
        var found: [DocumentedEvasion] = []
        for element in elements {
            guard let evasion = DocumentedEvasion(element, into: &log) else { continue }
            if found.contains(where: { $0.change == evasion.change }) {
                log.error(
                    .invalidEvasion,
                    "the change '\(evasion.change.rawValue)' is documented twice",
                    at: element.range
                )
                continue
            }
            found.append(evasion)
        }
        return found.count == elements.count ? found : nil
    }

    private init?(_ node: YAMLNode, into log: inout DiagnosticLog) {
        guard case .mapping(let members) = node.content, let first = members.first else {
            log.error(
                .invalidEvasion,
                "a documented evasion must be a map with 'change' and 'reason'",
                at: node.range
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        guard
            reader.holdsOnly(
                ["change", "reason"],
                "of a documented evasion",
                code: .invalidEvasion,
                into: &log
            )
        else { return nil }
        guard let word = reader["change"], let reason = reader["reason"] else {
            let missing = reader["change"] == nil ? "change" : "reason"
            log.error(
                .invalidEvasion,
                "the documented evasion has no '\(missing)'",
                at: first.key.range,
                help: missing == "reason" ? "say why the rule lets it pass" : nil
            )
            return nil
        }
        guard let text = reason.value.scalar?.text, !text.isEmpty, !reason.value.isNull else {
            log.error(.invalidEvasion, "'reason' must be text", at: reason.key.range)
            return nil
        }
        let names = EvasionChange.allCases.map(\.rawValue)
        guard let name = word.value.scalar?.text, let change = EvasionChange(rawValue: name) else {
            let found = word.value.scalar.map { "'\($0.text)'" } ?? word.value.kindDescription
            log.error(
                .invalidEvasion,
                "\(found) is none of the changes that are tried",
                at: word.value.range,
                help: word.value.scalar.flatMap { Suggestion.help(for: $0.text, among: names) }
                    ?? "the changes are \(names.joined(separator: ", "))"
            )
            return nil
        }
        self.init(
            change: change,
            reason: text,
            location: log.file.location(at: first.key.range.lowerBound)
        )
    }
}
