extension ListReference {
    /// Reads a name, or a list of names.
    ///
    /// - Returns: The references, or `nil` after reporting everything that is none.
    static func list(_ member: YAMLMember, into log: inout DiagnosticLog) -> [ListReference]? {
        let nodes: [YAMLNode] =
            if case .sequence(let elements) = member.value.content { elements } else {
                [member.value]
            }
        var references: [ListReference] = []
        for node in nodes {
            guard let name = node.scalar?.text, !node.isNull, PlaceholderText.isName(name) else {
                let found = node.scalar.map { "'\($0.text)'" } ?? node.kindDescription
                log.error(
                    .wrongType,
                    "'requires' names lists, and \(found) is no name of one",
                    at: node.isNull ? member.key.range : node.range,
                    help: "write the names in brackets, without percent signs"
                )
                continue
            }
            references.append(ListReference(name: name, range: node.range))
        }
        return references.count == nodes.count ? references : nil
    }
}
