/// Reads which fields of an event fill the parts of a signal.
struct SignalOutlineParser {
    private static let keys = ["field", "form"]

    /// Reads the map `signal:`; parts that it leaves out are not shown.
    func outline(_ member: YAMLMember?, into log: inout DiagnosticLog) -> SignalOutline {
        var outline = SignalOutline()
        guard let member else { return outline }
        let names = SignalOutline.Part.allCases.map(\.rawValue)
        for part in DefinitionReader.members(of: member.value, "'signal'", names, &log) {
            guard let name = part.key.scalar.flatMap({ SignalOutline.Part(rawValue: $0.text) })
            else { continue }
            let entries = DefinitionReader.members(of: part.value, "'\(name.rawValue)'", nil, &log)
            outline.entries[name] = entries.compactMap { entry($0, into: &log) }
        }
        return outline
    }

    /// Reads `key: field`, or `key: {field: ..., form: ...}`.
    private func entry(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> SignalOutline.Entry? {
        guard let key = member.key.scalar?.text else { return nil }
        guard case .mapping = member.value.content else {
            guard let field = DefinitionReader.text(member, into: &log) else { return nil }
            return SignalOutline.Entry(key: key, field: FieldPath(field), form: .text)
        }
        let attributes = AttributeReader(
            members: DefinitionReader.members(of: member.value, "a signal field", Self.keys, &log)
        )
        guard let field = attributes["field"] else {
            log.error(.invalidLogSource, "'\(key)' names no 'field'", at: member.key.range)
            return nil
        }
        guard let path = DefinitionReader.text(field, into: &log) else { return nil }
        var form = SignalOutline.Form.text
        if let wanted = attributes["form"] {
            guard let known = DefinitionReader.choice(wanted, SignalOutline.Form.self, into: &log)
            else { return nil }
            form = known
        }
        return SignalOutline.Entry(key: key, field: FieldPath(path), form: form)
    }
}

extension DefinitionReader {
    /// One of the names of a type.
    static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ member: YAMLMember,
        _ type: Value.Type,
        into log: inout DiagnosticLog
    ) -> Value? {
        guard let text = text(member, into: &log) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let names = Value.allCases.map(\.rawValue)
        log.error(
            .invalidLogSource,
            "'\(member.key.scalar?.text ?? "")' cannot be '\(text)'",
            at: member.value.range,
            help: Suggestion.help(for: text, among: names)
                ?? "use one of \(names.joined(separator: ", "))"
        )
        return nil
    }
}
