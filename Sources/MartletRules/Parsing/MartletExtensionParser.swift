/// Reads `martlet:`; unlike Sigma's own attributes, every unknown key is an error.
struct MartletExtensionParser {
    private typealias Key = RuleExtensionAttribute

    /// The selections that cases may name; `nil` if these have mistakes of their own.
    let selectionNames: [String]?
    /// Whether the tests are read or passed over.
    let readsTests: Bool

    /// Reads the extension of a rule; a rule without one has an empty one.
    ///
    /// - Returns: The extension, or `nil` after reporting every error in it.
    func martletExtension(
        _ attributes: AttributeReader,
        into log: inout DiagnosticLog
    ) -> MartletExtension? {
        guard let member = attributes["martlet"], !member.value.isNull else {
            return MartletExtension()
        }
        guard case .mapping(let members) = member.value.content else {
            let found = member.value.kindDescription
            log.error(.wrongType, "'martlet' must be a map, not \(found)", at: member.key.range)
            return nil
        }
        let reader = AttributeReader(members: members)
        var result = MartletExtension()
        var isSound = true
        if case .some(let quieting) = quieting(reader, into: &log) {
            result.quieting = quieting
        } else {
            isSound = false
        }
        for member in members {
            switch member.key.scalar.flatMap({ Key(rawValue: $0.text) }) {
            case .message:
                result.message = MessageTemplate.parse(member, into: &log)
                if result.message == nil { isSound = false }
            case .requires:
                if let lists = ListReference.list(member, into: &log) {
                    result.requiredLists = lists
                } else {
                    isSound = false
                }
            case .tests where !readsTests: continue
            case .tests:
                if let tests = RuleTestParser().tests(member, into: &log) {
                    result.tests = tests
                } else {
                    isSound = false
                }
            case .evasions:
                if let evasions = DocumentedEvasion.list(member, into: &log) {
                    result.evasions = evasions
                } else {
                    isSound = false
                }
            case .severityIf:
                let parser = SeverityCaseParser(
                    keys: reader[Key.window.rawValue] == nil ? [.condition] : [.condition, .count],
                    selectionNames: selectionNames
                )
                if let cases = parser.cases(member, into: &log) {
                    result.severityCases = cases
                } else {
                    isSound = false
                }
            case .groupBy, .window, .maximumDuration: continue
            case nil:
                if !ForeignExtension.refuse(member.key, into: &log) {
                    refuse(member.key, into: &log)
                }
                isSound = false
            }
        }
        return isSound ? result : nil
    }

    /// The conditions over selections that cases of a rule state, whatever else they may be.
    static func caseConditions(of attributes: AttributeReader) -> [YAMLNode] {
        guard case .mapping(let members) = attributes["martlet"]?.value.content,
            case .sequence(let cases) =
                AttributeReader(members: members)[Key.severityIf.rawValue]?.value.content
        else { return [] }
        return cases.compactMap { node in
            guard case .mapping(let members) = node.content else { return nil }
            return AttributeReader(members: members)["condition"]?.value
        }
    }

    /// How the rule's matches become fewer signals.
    private func quieting(_ reader: AttributeReader, into log: inout DiagnosticLog) -> Quieting?? {
        guard case .some(let fields) = reader.fields(Key.groupBy.rawValue, into: &log),
            case .some(let window) = reader.timeSpan(Key.window.rawValue, into: &log),
            case .some(let maximum) = reader.timeSpan(Key.maximumDuration.rawValue, into: &log)
        else { return nil }
        guard let window else {
            guard
                let stray = reader[Key.groupBy.rawValue] ?? reader[Key.maximumDuration.rawValue]
            else { return .some(nil) }
            log.error(
                .misplacedCorrelationPart,
                "'\(stray.key.scalar?.text ?? "")' says nothing without a 'window'",
                at: stray.key.range,
                help: "add 'window:' with a length of time, such as 10m"
            )
            return nil
        }
        return .some(
            Quieting(
                groupBy: (fields ?? []).map { FieldReference($0) },
                episode: Episode(keepAlive: window, maximumDuration: maximum)
            )
        )
    }

    private func refuse(_ key: YAMLNode, into log: inout DiagnosticLog) {
        let name = key.scalar?.text ?? key.kindDescription
        let known = Key.allCases.map(\.rawValue)
        log.error(
            .unknownExtension,
            "unknown key '\(name)' under 'martlet'",
            at: key.range,
            help: Suggestion.help(for: name, among: known)
        )
    }
}
