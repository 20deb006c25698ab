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
        let names = RunSetting.allCases.map(\.rawValue) + [OutputSettingsParser.key]
        let isKnown = AttributeReader(members: members).holdsOnly(
            names,
            "in 'run'",
            code: .invalidRunSettings,
            help: AttributeReader.listing(names),
            into: &log
        )
        var entries: [RunSettings.Entry] = []
        var isSound = isAlone && isKnown
        var outputs: [OutputSettings] = []
        for member in members {
            guard let name = member.key.scalar?.text else { continue }
            if name == OutputSettingsParser.key, !member.value.isNull {
                let parser = OutputSettingsParser(file: log.file)
                let found = parser.outputs(member.value, into: &log)
                outputs = found ?? []
                isSound = isSound && found != nil
            }
            guard let setting = RunSetting(rawValue: name) else { continue }
            switch values(of: setting, member, into: &log) {
            case .some(.some(let values)): entries.append(.init(setting: setting, values: values))
            case .some(.none): break
            case .none: isSound = false
            }
        }
        if entries.contains(.init(setting: .output, values: ["-"])),
            outputs.contains(where: { $0.kind == .stdout }),
            let member = AttributeReader(members: members)[RunSetting.output.rawValue]
        {
            log.error(
                .invalidRunSettings,
                "standard output is named by 'output' and in 'outputs'",
                at: member.value.range,
                help: "remove 'output'"
            )
            isSound = false
        }
        return isSound ? RunSettings(entries: entries, outputs: outputs) : nil
    }

    /// - Returns: The values, `.some(nil)` if the setting is not made, and `nil` after reporting a
    ///   mistake.
    private func values(
        of setting: RunSetting,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [String]?? {
        if member.value.isNull { return .some(nil) }
        let name = setting.rawValue
        let reader = SettingReader(file: log.file)
        func value(_ node: YAMLNode) -> String? {
            guard case .text(let text) = reader.value(of: name, setting.form, node, into: &log)
            else { return nil }
            return text
        }
        switch setting.form {
        case .flag:
            guard case .boolean(let isSet) = member.value.scalar?.value else {
                reader.refuse(member.value, of: name, "true or false", into: &log)
                return nil
            }
            return isSet ? .some([]) : .some(nil)
        case .paths, .texts:
            var nodes = [member.value]
            if case .sequence(let elements) = member.value.content { nodes = elements }
            let values = nodes.map { value($0) }
            let found = values.compactMap { $0 }
            return found.count == values.count ? .some(found.isEmpty ? nil : found) : nil
        default:
            return value(member.value).map { .some([$0]) }
        }
    }
}
