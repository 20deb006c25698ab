/// Reads which fields the events of a log source have.
struct FieldPatternParser {
    private static let keys = ["field", "form", "values"]
    /// The end of a name that stands for everything below it.
    private static let open = ".**"

    /// Reads the list `fields:`.
    func patterns(_ member: YAMLMember?, into log: inout DiagnosticLog) -> [FieldPattern] {
        guard let member else { return [] }
        guard case .sequence(let elements) = member.value.content, !elements.isEmpty else {
            return DefinitionReader.texts(member, into: &log).map { pattern($0) }
        }
        return elements.compactMap { element in
            if case .mapping = element.content { return pattern(element, into: &log) }
            return DefinitionReader.text(element, of: member, into: &log).map { pattern($0) }
        }
    }

    /// Reads `{field: verb, form: text, values: [get, list]}`.
    private func pattern(_ node: YAMLNode, into log: inout DiagnosticLog) -> FieldPattern? {
        let attributes = AttributeReader(
            members: DefinitionReader.members(of: node, "a field", Self.keys, &log)
        )
        guard let field = attributes["field"] else {
            log.error(.invalidLogSource, "the entry names no 'field'", at: node.range)
            return nil
        }
        guard let name = DefinitionReader.text(field, into: &log) else { return nil }
        if name.hasSuffix(Self.open), let stray = attributes["form"] ?? attributes["values"] {
            log.error(
                .invalidLogSource,
                "nothing can be said of everything below a field",
                at: stray.key.range,
                help: "list the fields that are known, and '\(name)' for the others"
            )
            return nil
        }
        var form = SignalOutline.Form.text
        if let wanted = attributes["form"] {
            guard let known = DefinitionReader.choice(wanted, SignalOutline.Form.self, into: &log)
            else { return nil }
            form = known
        }
        let values = attributes["values"].map { DefinitionReader.texts($0, into: &log) }
        return FieldPattern(path: FieldPath(name), form: form, values: values)
    }

    private func pattern(_ name: String) -> FieldPattern {
        let isOpen = name.hasSuffix(Self.open)
        return FieldPattern(
            path: FieldPath(isOpen ? String(name.dropLast(Self.open.count)) : name),
            includesDescendants: isOpen
        )
    }
}
