/// Typed access to the members of a map.
struct AttributeReader {
    let members: [YAMLMember]

    /// The member with a name.
    subscript(_ name: String) -> YAMLMember? {
        // By index and by length first: this is asked a hundred times of every rule.
        let count = name.utf8.count
        for index in members.indices {
            guard case .scalar(let key) = members[index].key.content,
                key.text.utf8.count == count, key.text == name
            else { continue }
            return members[index]
        }
        return nil
    }

    /// The members whose names are none of these; keys that are no text have no name.
    func unknown(_ knownNames: [String]) -> [YAMLMember] {
        members.filter { member in
            guard case .scalar(let key) = member.key.content else { return false }
            let count = key.text.utf8.count
            return !knownNames.contains { $0.utf8.count == count && $0 == key.text }
        }
    }

    /// Unknown members beyond so many are not checked for misspelling.
    private static let misspeltMemberLimit = 100

    /// The unknown members that look like a known name which is absent.
    func misspelt(_ knownNames: [String]) -> [(member: YAMLMember, meant: String)] {
        let unknown = unknown(knownNames).prefix(AttributeReader.misspeltMemberLimit)
        guard !unknown.isEmpty else { return [] }
        let absent = knownNames.filter { self[$0] == nil }
        return unknown.compactMap { member in
            guard let name = member.key.scalar?.text,
                let meant = Suggestion.nearest(to: name, among: absent)
            else { return nil }
            return (member, meant)
        }
    }

    /// Reports every member with another name than these.
    ///
    /// - Parameters:
    ///   - names: the names that are known.
    ///   - place: where the members stand, in words: `in a test`.
    ///   - code: what is reported.
    ///   - help: what helps where no known name is alike.
    ///   - log: takes the reports.
    /// - Returns: Whether there is no other member.
    func holdsOnly(
        _ names: [String],
        _ place: String,
        code: DiagnosticCode,
        help: String? = nil,
        into log: inout DiagnosticLog
    ) -> Bool {
        var isSound = true
        for member in members {
            let name = member.key.scalar?.text ?? member.key.kindDescription
            guard !names.contains(name) else { continue }
            isSound = false
            log.error(
                code,
                "unknown key '\(name)' \(place)",
                at: member.key.range,
                help: Suggestion.help(for: name, among: names) ?? help
            )
        }
        return isSound
    }

    /// Help that names all keys.
    static func listing(_ names: [String]) -> String {
        "the keys are \(names.joined(separator: ", "))"
    }

    /// A text that decides what a rule means.
    ///
    /// - Returns: The text, `.some(nil)` when it is absent or null, and `nil` after reporting that
    ///   it has another type.
    func requiredText(_ name: String, into log: inout DiagnosticLog) -> String?? {
        guard let member = self[name], !member.value.isNull else { return .some(nil) }
        guard let scalar = member.value.scalar else {
            let found = member.value.kindDescription
            log.error(.wrongType, "'\(name)' must be text, not \(found)", at: member.key.range)
            return nil
        }
        return .some(scalar.text)
    }

    /// A text that only people read; another type is a warning.
    func text(_ name: String, into log: inout DiagnosticLog) -> String? {
        guard let member = self[name], !member.value.isNull else { return nil }
        if let scalar = member.value.scalar { return scalar.text }
        warn(name, "text", member, into: &log)
        return nil
    }

    /// A list of texts that only people read; a single text is read as a list of one.
    func list(_ name: String, into log: inout DiagnosticLog) -> [String] {
        guard let member = self[name], !member.value.isNull else { return [] }
        switch member.value.content {
        case .scalar(let scalar):
            log.warning(
                .unusualForm,
                "'\(name)' should be a list",
                at: member.value.range,
                help: "write '- ' in front of it"
            )
            return [scalar.text]
        case .sequence(let elements):
            let texts = elements.compactMap { $0.scalar?.text }
            if texts.count < elements.count { warn(name, "a list of texts", member, into: &log) }
            return texts
        case .mapping:
            warn(name, "a list of texts", member, into: &log)
            return []
        }
    }

    private func warn(
        _ name: String,
        _ wanted: String,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) {
        log.warning(
            .wrongType,
            "'\(name)' should be \(wanted) and is left out",
            at: member.key.range
        )
    }
}
