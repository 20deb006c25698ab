/// Reads documents with `lists:`, a map from names of lists to their values or to changes of these.
struct ListDocumentParser {
    /// What tells such a document from others.
    static let marker = "lists"

    private static let definitionKeys = ["values", "description", "example"]
    private static let changeKeys = ["append", "remove", "replace"]
    /// What a document of another kind has.
    private static let otherKeys = [
        "title", "logsource", "detection", "correlation", "filter", "log_source", "rule", "tests",
    ]

    /// Whether a document is one of lists, whatever its file is called.
    static func holdsLists(_ document: YAMLDocument) -> Bool {
        guard let attributes = document.attributes else { return false }
        return attributes[marker] != nil && otherKeys.allSatisfy { attributes[$0] == nil }
    }

    /// Reads a document of which ``holdsLists(_:)`` is true, and reports every mistake in it.
    func lists(_ document: YAMLDocument, into log: inout DiagnosticLog) -> ListDocument? {
        guard document.flaw == nil, let attributes = document.attributes,
            let body = attributes[Self.marker]
        else { return nil }
        _ = attributes.holdsOnly(
            [Self.marker],
            "in a document of lists",
            code: .invalidList,
            help: "divide the documents with '---'",
            into: &log
        )
        guard case .mapping(let members) = body.value.content else {
            log.error(
                .invalidList,
                "'lists' must be a map from names to values, not \(body.value.kindDescription)",
                at: body.key.range,
                help: "write 'name: [value, value]' below it"
            )
            return nil
        }
        return ListDocument(
            entries: members.compactMap { entry($0, into: &log) },
            file: log.file
        )
    }

    private func entry(_ member: YAMLMember, into log: inout DiagnosticLog) -> ListDocument.Entry? {
        guard let name = member.key.scalar?.text, PlaceholderText.isName(name) else {
            log.error(
                .invalidList,
                "the name of a list has letters, digits, '_', '-' and '.' only",
                at: member.key.range,
                help: "leave out the percent signs"
            )
            return nil
        }
        return ListDocument.Entry(
            name: name,
            range: member.key.range,
            statement: statement(member, name, into: &log)
        )
    }

    private func statement(
        _ member: YAMLMember,
        _ name: String,
        into log: inout DiagnosticLog
    ) -> ListDocument.Statement? {
        guard case .mapping(let members) = member.value.content else {
            return values(member, into: &log).map {
                .definition(values: $0, description: nil, example: [])
            }
        }
        let reader = AttributeReader(members: members)
        guard
            reader.holdsOnly(
                Self.definitionKeys + Self.changeKeys,
                "of the list '\(name)'",
                code: .invalidList,
                help: "a list has 'values', or changes: 'append', 'remove', 'replace'",
                into: &log
            )
        else { return nil }
        let change = Self.changeKeys.compactMap { reader[$0] }.first
        if let change, let own = Self.definitionKeys.compactMap({ reader[$0] }).first {
            log.error(
                .invalidList,
                "the list '\(name)' is defined here or changed here, not both",
                at: change.key.range,
                help: "keep '\(own.key.scalar?.text ?? "values")' in the file that defines it"
            )
            return nil
        }
        return change == nil
            ? definition(reader, member, name, into: &log) : changes(reader, into: &log)
    }

    private func definition(
        _ reader: AttributeReader,
        _ member: YAMLMember,
        _ name: String,
        into log: inout DiagnosticLog
    ) -> ListDocument.Statement? {
        guard let values = reader["values"] else {
            log.error(
                .invalidList,
                "the list '\(name)' has no 'values'",
                at: member.key.range,
                help: "write 'values: []' for a list that sites fill"
            )
            return nil
        }
        let description = reader.text("description", into: &log)
        let example = reader["example"].map { self.values($0, into: &log) } ?? []
        guard let read = self.values(values, into: &log), let example else { return nil }
        return .definition(values: read, description: description, example: example)
    }

    private func changes(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> ListDocument.Statement? {
        let read = Self.changeKeys.map { key in reader[key].map { values($0, into: &log) } }
        guard !read.contains(where: { $0 == .some(nil) }) else { return nil }
        return .change(
            added: (read[0] ?? nil) ?? [],
            removed: (read[1] ?? nil) ?? [],
            replacement: read[2] ?? nil
        )
    }

    /// - Returns: The values, or `nil` after reporting why they are none.
    private func values(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [ListDocument.Value]? {
        guard case .sequence(let elements) = member.value.content else {
            let name = member.key.scalar?.text ?? "values"
            log.error(
                .invalidList,
                "'\(name)' must be a list of texts, not \(member.value.kindDescription)",
                at: member.key.range,
                help: member.value.isNull
                    ? "write [] for an empty list" : "write the value in brackets"
            )
            return nil
        }
        var values: [ListDocument.Value] = []
        for element in elements {
            guard let text = element.scalar?.text, !element.isNull else {
                log.error(
                    .invalidList,
                    "a value of a list must be text, not \(element.kindDescription)",
                    at: element.isNull ? member.key.range : element.range
                )
                continue
            }
            values.append(ListDocument.Value(text: text, range: element.range))
        }
        return values.count == elements.count ? values : nil
    }
}
