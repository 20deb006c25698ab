/// Reads a file of placeholders: a map from their names to a value or a list of values.
struct PlaceholderFile {
    /// Where each name was defined first.
    private(set) var places: [String: SourceLocation] = [:]
    private(set) var placeholders = Placeholders()

    /// Adds the definitions of a file, and reports what is wrong with the others.
    mutating func add(_ file: SourceFile, into log: inout DiagnosticLog) {
        var parser = YAMLParser()
        guard let documents = parser.parse(file, into: &log) else { return }
        for document in documents where document.flaw == nil {
            guard let members = document.attributes?.members else {
                log.error(
                    .invalidPlaceholder,
                    "a placeholder file must be a map, not \(document.root.kindDescription)",
                    at: document.root.range,
                    help: "write 'name: value', or a list of values behind the name"
                )
                continue
            }
            for member in members { add(member, into: &log) }
        }
    }

    private mutating func add(_ member: YAMLMember, into log: inout DiagnosticLog) {
        guard let name = member.key.scalar?.text, PlaceholderText.isName(name) else {
            log.error(
                .invalidPlaceholder,
                "the name of a placeholder has letters, digits, '_', '-' and '.' only",
                at: member.key.range,
                help: "leave out the percent signs"
            )
            return
        }
        if let first = places[name] {
            log.error(
                .invalidPlaceholder,
                "the placeholder '\(name)' is defined at \(first) already",
                at: member.key.range,
                help: "join the values in one list"
            )
            return
        }
        let nodes: [YAMLNode] =
            if case .sequence(let elements) = member.value.content { elements } else {
                [member.value]
            }
        let texts = nodes.compactMap { $0.isNull ? nil : $0.scalar?.text }
        guard !texts.isEmpty, texts.count == nodes.count else {
            let stray = nodes.first { $0.isNull || $0.scalar == nil }
            log.error(
                .invalidPlaceholder,
                stray.map { "a value of a placeholder must be text, not \($0.kindDescription)" }
                    ?? "the placeholder '\(name)' has no values",
                at: stray.map { $0.isNull ? member.key.range : $0.range } ?? member.key.range
            )
            return
        }
        places[name] = log.file.location(at: member.key.range.lowerBound)
        placeholders.define(name, as: texts)
    }
}
