/// Reads the list of outputs in a document of `run:`.
struct OutputSettingsParser {
    static let key = "outputs"

    private let reader: SettingReader

    init(file: SourceFile) {
        reader = SettingReader(file: file)
    }

    /// Reads the list.
    ///
    /// - Returns: The outputs, or `nil` after reporting every mistake.
    func outputs(_ node: YAMLNode, into log: inout DiagnosticLog) -> [OutputSettings]? {
        guard case .sequence(let elements) = node.content else {
            log.error(
                .invalidRunSettings,
                "'outputs' must be a list, not \(node.kindDescription)",
                at: node.range,
                help: "write '- file: signals.ndjson' below it"
            )
            return nil
        }
        var outputs: [OutputSettings] = []
        var isSound = true
        for element in elements {
            guard let output = output(element, into: &log) else {
                isSound = false
                continue
            }
            if output.kind == .stdout, outputs.contains(where: { $0.kind == .stdout }) {
                log.error(
                    .invalidRunSettings,
                    "standard output is named twice",
                    at: element.range,
                    help: "signals go there once; remove one of the two"
                )
                isSound = false
            }
            outputs.append(output)
        }
        return isSound ? outputs : nil
    }

    private func output(_ node: YAMLNode, into log: inout DiagnosticLog) -> OutputSettings? {
        let kinds = OutputSettings.Kind.allCases
        let listing = AttributeReader.listing(kinds.map(\.rawValue))
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidRunSettings,
                "an output must be a map, not \(node.kindDescription)",
                at: node.range,
                help: listing
            )
            return nil
        }
        let attributes = AttributeReader(members: members)
        let named = kinds.filter { attributes[$0.rawValue] != nil }
        guard named.count == 1, let kind = named.first, let member = attributes[kind.rawValue]
        else {
            let fault = named.isEmpty ? "does not say what it is" : "is two things at once"
            log.error(.invalidRunSettings, "an output \(fault)", at: node.range, help: listing)
            return nil
        }
        let names = OutputSetting.allCases.filter { $0.kinds.contains(kind) }.map(\.rawValue)
        let isKnown = attributes.holdsOnly(
            names,
            "in an output of '\(kind.rawValue)'",
            code: .invalidRunSettings,
            help: AttributeReader.listing(names),
            into: &log
        )
        guard isKnown, let target = target(of: kind, member, into: &log) else { return nil }
        var output = OutputSettings(kind, target: target)
        var isSound = true
        for member in members {
            guard let setting = member.key.scalar.flatMap({ OutputSetting(rawValue: $0.text) }),
                setting != kind.setting, !member.value.isNull
            else { continue }
            isSound = add(setting, member.value, to: &output, into: &log) && isSound
        }
        return isSound && agrees(output, members, into: &log) ? output : nil
    }

    private func target(
        of kind: OutputSettings.Kind,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> String? {
        if kind.form == .flag {
            guard case .boolean(true) = member.value.scalar?.value else {
                reader.refuse(member.value, of: kind.rawValue, "true", into: &log)
                return nil
            }
            return ""
        }
        guard
            case .text(let text) = reader.value(
                of: kind.rawValue,
                kind.form,
                member.value,
                into: &log
            )
        else { return nil }
        return text
    }

    private func add(
        _ setting: OutputSetting,
        _ node: YAMLNode,
        to output: inout OutputSettings,
        into log: inout DiagnosticLog
    ) -> Bool {
        if setting.form == .flag {
            guard case .boolean(let isSet) = node.scalar?.value else {
                reader.refuse(node, of: setting.rawValue, "true or false", into: &log)
                return false
            }
            output[setting] = isSet ? "" : nil
            return true
        }
        switch reader.value(of: setting.rawValue, setting.form, node, into: &log) {
        case .text(let text):
            output[setting] = text
            return isWithinLimits(setting, of: output, node, into: &log)
        case .headers(let headers): output.headers = headers
        case .template(let template): output.template = template
        case nil: return false
        }
        return true
    }

    /// Whether a number or a time is one that its setting may have.
    private func isWithinLimits(
        _ setting: OutputSetting,
        of output: OutputSettings,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Bool {
        let isTime = setting.form == .time
        guard let limits = setting.limits,
            let number = isTime ? output.seconds(setting) : output.count(setting),
            !limits.contains(number)
        else { return true }
        let ends = [limits.lowerBound, limits.upperBound].map { end in
            isTime ? TimeSpan(nanoseconds: Int64(end) * 1_000_000_000).description : "\(end)"
        }
        let wanted = "from \(ends[0]) to \(ends[1])"
        reader.refuse(node, of: setting.rawValue, wanted, into: &log)
        return false
    }

    /// Whether the settings of an output go together.
    private func agrees(
        _ output: OutputSettings,
        _ members: [YAMLMember],
        into log: inout DiagnosticLog
    ) -> Bool {
        func refuse(_ setting: OutputSetting, _ message: String) -> Bool {
            let member = AttributeReader(members: members)[setting.rawValue]
            log.error(.invalidRunSettings, message, at: member?.value.range ?? 0..<1)
            return false
        }
        let isSent = output.kind == .webhook || output.kind == .syslog
        if isSent, output[.format] == "table" {
            return refuse(.format, "a table is for people: files and standard output")
        }
        if output.template != nil, output[.form] != nil {
            return refuse(.form, "'form' and 'template' exclude each other")
        }
        if output.template != nil || output[.form] == "slack", output[.format] == "ocsf" {
            return refuse(.format, "'ocsf' is for requests of lines or arrays")
        }
        if output.isSet(.drop), output[.deadLetter] != nil {
            return refuse(.drop, "'drop' and 'dead-letter' exclude each other")
        }
        if output[.keep] != nil, output[.maxSize] == nil, output[.maxAge] == nil {
            return refuse(.keep, "'keep' needs 'max-size' or 'max-age'")
        }
        return true
    }
}
