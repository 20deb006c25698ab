/// Reads the values of a log source definition; what cannot be read is reported.
enum DefinitionReader {
    /// The members of a map whose keys are text, and are known if there is a list of them.
    static func members(
        of node: YAMLNode,
        _ what: String,
        _ knownKeys: [String]?,
        _ log: inout DiagnosticLog
    ) -> [YAMLMember] {
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidLogSource,
                "\(what) must be a map, not \(node.kindDescription)",
                at: node.range
            )
            return []
        }
        return members.filter { member in
            guard let key = member.key.scalar?.text, !key.isEmpty else {
                log.error(.invalidLogSource, "a key must be text", at: member.key.range)
                return false
            }
            guard let knownKeys, !knownKeys.contains(key) else { return true }
            log.error(
                .unknownLogSourceKey,
                "unknown key '\(key)' in \(what)",
                at: member.key.range,
                help: Suggestion.help(for: key, among: knownKeys)
                    ?? "use one of \(knownKeys.joined(separator: ", "))"
            )
            return false
        }
    }

    /// What a list of maps holds, each read on its own; `read` reports and returns `nil`.
    static func maps<Value>(
        _ member: YAMLMember?,
        _ what: String,
        _ knownKeys: [String],
        _ log: inout DiagnosticLog,
        _ read: (AttributeReader, inout DiagnosticLog) -> Value?
    ) -> [Value] {
        guard let member, !member.value.isNull else { return [] }
        guard case .sequence(let elements) = member.value.content else {
            log.error(
                .invalidLogSource,
                "'\(member.key.scalar?.text ?? "")' must be a list, not "
                    + member.value.kindDescription,
                at: member.key.range,
                help: "write '- ' in front of what is \(what)"
            )
            return []
        }
        return elements.compactMap { element in
            let members = members(of: element, what, knownKeys, &log)
            return members.isEmpty ? nil : read(AttributeReader(members: members), &log)
        }
    }

    /// A text that is not empty.
    static func text(_ member: YAMLMember, into log: inout DiagnosticLog) -> String? {
        if let text = member.value.scalar?.text, !text.isEmpty, !member.value.isNull {
            return text
        }
        log.error(
            .invalidLogSource,
            "'\(member.key.scalar?.text ?? "")' must be text, not \(description(member.value))",
            at: member.key.range
        )
        return nil
    }

    /// A text, or a list of texts; none if the member is absent.
    static func texts(_ member: YAMLMember?, into log: inout DiagnosticLog) -> [String] {
        placedTexts(member, into: &log).map(\.text)
    }

    /// A text, or a list of texts, each with where it stands in the file.
    static func placedTexts(
        _ member: YAMLMember?,
        into log: inout DiagnosticLog
    ) -> [(text: String, range: Range<Int>)] {
        guard let member else { return [] }
        let nodes: [YAMLNode]
        if case .sequence(let elements) = member.value.content {
            nodes = elements
        } else {
            nodes = [member.value]
        }
        let texts = nodes.compactMap { node in
            text(node, of: member, into: &log).map { (text: $0, range: node.range) }
        }
        if nodes.isEmpty {
            log.error(
                .invalidLogSource,
                "'\(member.key.scalar?.text ?? "")' is an empty list",
                at: member.key.range,
                help: "leave it out"
            )
        }
        return texts
    }

    /// A text among those of a member.
    static func text(
        _ node: YAMLNode,
        of member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> String? {
        if let text = node.scalar?.text, !text.isEmpty, !node.isNull { return text }
        log.error(
            .invalidLogSource,
            "'\(member.key.scalar?.text ?? "")' takes text, not \(description(node))",
            at: node.range
        )
        return nil
    }

    /// A field, or a list of fields.
    static func paths(_ member: YAMLMember?, into log: inout DiagnosticLog) -> [FieldPath] {
        texts(member, into: &log).map { FieldPath($0) }
    }

    /// A condition: a detection with selections and a `condition`, or the body of one selection.
    static func detection(
        _ member: YAMLMember,
        shared: ValueParser.Shared,
        into log: inout DiagnosticLog
    ) -> Detection? {
        if case .mapping(let members) = member.value.content,
            AttributeReader(members: members)["condition"] != nil
        {
            return DetectionParser(shared: shared).detection(member, into: &log)
        }
        let parser = SearchParser(shared: shared, isInBlock: false)
        guard let search = parser.search(member.value, into: &log) else { return nil }
        let selection = Selection(
            name: member.key.scalar?.text ?? "",
            search: search,
            location: log.file.location(at: member.key.range.lowerBound)
        )
        return Detection(selections: [selection], conditions: [.selection(0)])
    }

    private static func description(_ node: YAMLNode) -> String {
        node.scalar?.text.isEmpty == true && !node.isNull
            ? "an empty string" : node.kindDescription
    }
}
