/// Reads how an object becomes an event of a source.
struct EventTranslationParser {
    private static let keys = ["keep", "extract", "fields"]
    private static let valueKeys = ["text", "field", "group", "table", "absent", "form"]

    /// Reads the map `translate:`.
    func translation(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> EventTranslation? {
        let attributes = AttributeReader(
            members: DefinitionReader.members(of: member.value, "the translation", Self.keys, &log)
        )
        var result = EventTranslation()
        if let keep = attributes["keep"] {
            if keep.value.scalar?.text == "others" {
                result.keepsOthers = true
            } else {
                log.error(
                    .invalidTranslation,
                    "'keep' can only be 'others'",
                    at: keep.value.range,
                    help: "leave it out to keep nothing but 'fields'"
                )
            }
        }
        result.extractions = extractions(attributes["extract"], into: &log)
        guard let fields = attributes["fields"] else {
            log.error(.invalidTranslation, "the translation has no 'fields'", at: member.key.range)
            return nil
        }
        for field in DefinitionReader.members(of: fields.value, "'fields'", nil, &log) {
            add(field, to: &result, into: &log)
        }
        return result
    }

    private func extractions(
        _ member: YAMLMember?,
        into log: inout DiagnosticLog
    ) -> [EventTranslation.Extraction] {
        DefinitionReader.maps(member, "an extraction", ["field", "patterns"], &log) { entry, log in
            guard let field = entry["field"], let patterns = entry["patterns"] else {
                log.error(
                    .invalidTranslation,
                    "an extraction needs 'field' and 'patterns'",
                    at: entry.members.first?.key.range ?? 0..<1
                )
                return nil
            }
            guard let path = DefinitionReader.text(field, into: &log) else { return nil }
            var compiled: [RegularExpression] = []
            for (text, range) in DefinitionReader.placedTexts(patterns, into: &log) {
                do throws(RegularExpression.Failure) {
                    compiled.append(try RegularExpression(text))
                } catch {
                    log.error(
                        .invalidTranslation,
                        "the pattern '\(text)' cannot be read: \(error.reason)",
                        at: range
                    )
                }
            }
            return EventTranslation.Extraction(field: FieldPath(path), patterns: compiled)
        }
    }

    /// Adds a field of the event, `user.username: ...`, to the objects that it lies in.
    private func add(
        _ member: YAMLMember,
        to translation: inout EventTranslation,
        into log: inout DiagnosticLog
    ) {
        guard let name = member.key.scalar?.text,
            let value = value(member, of: translation, into: &log)
        else { return }
        let keys = FieldPath(name).segments.map { String(decoding: $0, as: UTF8.self) }
        guard FieldPath(name).indexedSteps.isEmpty, !keys.isEmpty,
            !translation.keepsOthers || keys.count == 1,
            EventTranslation.insert(value, at: keys[...], into: &translation.members)
        else {
            log.error(
                .invalidTranslation,
                "'\(name)' cannot be a field beside the others",
                at: member.key.range,
                help: translation.keepsOthers
                    ? "where others are kept, only whole keys of the event can be replaced" : nil
            )
            return
        }
    }

    private func value(
        _ member: YAMLMember,
        of translation: EventTranslation,
        into log: inout DiagnosticLog
    ) -> EventTranslation.Value? {
        guard case .mapping = member.value.content else {
            let paths = DefinitionReader.paths(member, into: &log)
            return paths.isEmpty ? nil : EventTranslation.Value(.fields(paths))
        }
        let attributes = AttributeReader(
            members: DefinitionReader.members(
                of: member.value,
                "a translated field",
                Self.valueKeys,
                &log
            )
        )
        guard let source = source(attributes, member, of: translation, into: &log) else {
            return nil
        }
        var value = EventTranslation.Value(source)
        if let table = attributes["table"] {
            for row in DefinitionReader.members(of: table.value, "'table'", nil, &log) {
                guard let key = row.key.scalar?.text else { continue }
                value.table.updateValue(json(row, into: &log), forKey: key)
            }
        }
        value.absent = attributes["absent"].flatMap { json($0, into: &log) }
        if let form = attributes["form"] {
            value.isList = DefinitionReader.choice(form, Form.self, into: &log) == .list
        }
        return value
    }

    private enum Form: String, CaseIterable {
        case list
    }

    private func source(
        _ attributes: AttributeReader,
        _ member: YAMLMember,
        of translation: EventTranslation,
        into log: inout DiagnosticLog
    ) -> EventTranslation.Source? {
        switch (attributes["text"], attributes["field"], attributes["group"]) {
        case (let text?, nil, nil):
            return DefinitionReader.text(text, into: &log).map { .constant($0) }
        case (nil, let field?, nil):
            let paths = DefinitionReader.paths(field, into: &log)
            return paths.isEmpty ? nil : .fields(paths)
        case (nil, nil, let group?):
            guard let name = DefinitionReader.text(group, into: &log) else { return nil }
            let names = translation.extractions.flatMap(\.patterns).flatMap(\.groupNames)
                .compactMap(\.self)
            if names.contains(name) { return .group(name) }
            log.error(
                .invalidTranslation,
                "no pattern has a group '\(name)'",
                at: group.value.range,
                help: Suggestion.help(for: name, among: names)
            )
            return nil
        default:
            log.error(
                .invalidTranslation,
                "a field comes from one of 'text', 'field' and 'group'",
                at: member.key.range
            )
            return nil
        }
    }

    /// A scalar as JSON; `nil` for null, which leaves the field out.
    private func json(_ member: YAMLMember, into log: inout DiagnosticLog) -> String? {
        guard let scalar = member.value.scalar else {
            log.error(
                .invalidTranslation,
                "a value must be text or a number, not \(member.value.kindDescription)",
                at: member.value.range
            )
            return nil
        }
        switch scalar.value {
        case .null: return nil
        case .boolean(let value): return value ? "true" : "false"
        case .number(let number) where number.integer != nil: return number.integer.map(String.init)
        case .number, .text: return EventTranslation.quoted(scalar.text)
        }
    }
}

extension EventTranslation {
    /// Puts a value where keys lead; `false` if something else stands there or on the way.
    package static func insert(
        _ value: Value,
        at keys: ArraySlice<String>,
        into members: inout [Member]
    )
        -> Bool
    {
        guard let key = keys.first else { return false }
        let rest = keys.dropFirst()
        let index = members.firstIndex { $0.key == key }
        if rest.isEmpty {
            guard index == nil else { return false }
            members.append(Member(key: key, node: .value(value)))
            return true
        }
        guard let index else {
            var inner: [Member] = []
            guard insert(value, at: rest, into: &inner) else { return false }
            members.append(Member(key: key, node: .object(inner)))
            return true
        }
        guard case .object(var inner) = members[index].node,
            insert(value, at: rest, into: &inner)
        else { return false }
        members[index].node = .object(inner)
        return true
    }

    /// A text as a JSON string.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
