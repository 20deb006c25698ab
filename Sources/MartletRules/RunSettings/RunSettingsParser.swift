/// Reads documents with `run:`, a map of settings of `martlet run`.
package struct RunSettingsParser {
    /// What tells such a document from others.
    static let marker = "run"

    /// What a document of another kind has.
    private static let otherKeys = [
        "title", "logsource", "detection", "correlation", "filter", "log_source", "rule", "tests",
        "lists", "overrides",
    ]

    package init() {}

    /// Whether a document is one of settings, whatever its file is called.
    static func holdsSettings(_ document: YAMLDocument) -> Bool {
        guard let attributes = document.attributes else { return false }
        return attributes[marker] != nil && otherKeys.allSatisfy { attributes[$0] == nil }
    }

    /// Reads a file, which holds one document of settings and perhaps others.
    ///
    /// - Returns: The settings, or `nil` after reporting every mistake.
    package func settings(_ file: SourceFile, into log: inout DiagnosticLog) -> RunSettings? {
        var parser = YAMLParser()
        guard let documents = parser.parse(file, into: &log) else { return nil }
        let found = documents.filter(Self.holdsSettings)
        guard found.count == 1, let document = found.first else {
            log.error(
                .invalidRunSettings,
                found.isEmpty ? "the file has no 'run'" : "the file has more than one 'run'",
                at: found.last?.root.range ?? 0..<1,
                help: "write 'run:' and the settings below it"
            )
            return nil
        }
        return settings(document, into: &log)
    }

    /// Reads a document of which ``holdsSettings(_:)`` is true, and reports every mistake in it.
    ///
    /// - Returns: The settings, or `nil` if there is a mistake.
    func settings(_ document: YAMLDocument, into log: inout DiagnosticLog) -> RunSettings? {
        guard document.flaw == nil, let attributes = document.attributes,
            let body = attributes[Self.marker]
        else { return nil }
        let isAlone = attributes.holdsOnly(
            [Self.marker],
            "beside 'run'",
            code: .invalidRunSettings,
            help: "divide the documents with '---'",
            into: &log
        )
        guard case .mapping(let members) = body.value.content else {
            log.error(
                .invalidRunSettings,
                "'run' must be a map, not \(body.value.kindDescription)",
                at: body.key.range,
                help: "write 'rules: FOLDER' below it"
            )
            return nil
        }
        let names = RunSetting.allCases.map(\.rawValue)
        let isKnown = AttributeReader(members: members).holdsOnly(
            names,
            "in 'run'",
            code: .invalidRunSettings,
            help: AttributeReader.listing(names),
            into: &log
        )
        var entries: [RunSettings.Entry] = []
        var isSound = isAlone && isKnown
        for member in members {
            guard let name = member.key.scalar?.text, let setting = RunSetting(rawValue: name)
            else { continue }
            switch values(of: setting, member, into: &log) {
            case .some(.some(let values)): entries.append(.init(setting: setting, values: values))
            case .some(.none): break
            case .none: isSound = false
            }
        }
        return isSound ? RunSettings(entries: entries) : nil
    }

    /// - Returns: The values, `.some(nil)` if the setting is not made, and `nil` after reporting a
    ///   mistake.
    private func values(
        of setting: RunSetting,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [String]?? {
        if member.value.isNull { return .some(nil) }
        switch setting.form {
        case .flag:
            guard case .boolean(let isSet) = member.value.scalar?.value else {
                refuse(member.value, of: setting, "true or false", into: &log)
                return nil
            }
            return isSet ? .some([]) : .some(nil)
        case .paths, .texts:
            var nodes = [member.value]
            if case .sequence(let elements) = member.value.content { nodes = elements }
            let values = nodes.map { value(of: setting, $0, into: &log) }
            let found = values.compactMap { $0 }
            return found.count == values.count ? .some(found.isEmpty ? nil : found) : nil
        default:
            return value(of: setting, member.value, into: &log).map { .some([$0]) }
        }
    }

    private func value(
        of setting: RunSetting,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> String? {
        guard let text = node.scalar?.text, !node.isNull, !text.isEmpty else {
            refuse(node, of: setting, "a text", into: &log)
            return nil
        }
        switch setting.form {
        case .path, .paths: return path(text, in: log.file)
        case .flag, .text, .texts: return text
        case .size:
            if ByteCount(text: text) == nil {
                refuse(node, of: setting, "a size, such as 16MiB", into: &log)
                return nil
            }
        case .time:
            do throws(TextProblem) {
                _ = try TimeSpan(text)
            } catch {
                log.report(error, in: node)
                return nil
            }
        case .count:
            guard let number = Int(text), number > 0 else {
                refuse(node, of: setting, "a number from 1 on", into: &log)
                return nil
            }
        case .choice(let choices):
            guard choices.contains(text) else {
                let wanted = choices.joined(separator: ", ")
                log.error(
                    .invalidRunSettings,
                    "'\(setting.rawValue)' must be one of \(wanted), not '\(text)'",
                    at: node.range,
                    help: Suggestion.help(for: text, among: choices)
                )
                return nil
            }
        }
        return text
    }

    /// A path as it counts from the folder of the file.
    private func path(_ text: String, in file: SourceFile) -> String {
        guard !text.hasPrefix("/"), text != "-", let end = file.path.lastIndex(of: "/") else {
            return text
        }
        return file.path[...end] + text
    }

    private func refuse(
        _ node: YAMLNode,
        of setting: RunSetting,
        _ wanted: String,
        into log: inout DiagnosticLog
    ) {
        let found = node.scalar.map { "'\($0.text)'" } ?? node.kindDescription
        log.error(
            .invalidRunSettings,
            "'\(setting.rawValue)' must be \(wanted), not \(found)",
            at: node.range
        )
    }
}
