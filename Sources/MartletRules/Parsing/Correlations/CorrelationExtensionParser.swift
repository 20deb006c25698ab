/// Reads `martlet:` of a correlation; every unknown key is an error.
struct CorrelationExtensionParser {
    private typealias Key = CorrelationExtensionAttribute

    let type: CorrelationType
    /// Whether the condition compares a number.
    let comparesValue: Bool
    let isGrouped: Bool
    /// Whether the tests are read or passed over.
    let readsTests: Bool

    /// Reads the extension; a correlation without one has an empty one.
    ///
    /// What is missing is reported at `start`.
    ///
    /// - Returns: The extension, or `nil` after reporting every mistake in it.
    func correlationExtension(
        _ attributes: AttributeReader,
        start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> CorrelationExtension? {
        let member = attributes["martlet"]
        var members: [YAMLMember] = []
        if let member, !member.value.isNull {
            guard case .mapping(let found) = member.value.content else {
                let found = member.value.kindDescription
                log.error(.wrongType, "'martlet' must be a map, not \(found)", at: member.key.range)
                return nil
            }
            members = found
        }
        let reader = AttributeReader(members: members)
        let start = member?.key.range ?? start
        let keys = Key.allCases.map(\.rawValue)
        let foreign = members.map { ForeignExtension.refuse($0.key, into: &log) }
        var isSound = reader.holdsOnly(
            foreign.contains(true) ? keys + [ForeignExtension.redact] : keys,
            "under 'martlet' of a correlation",
            code: .unknownExtension,
            help: AttributeReader.listing(keys),
            into: &log
        )
        if foreign.contains(true) || !checkPlaces(reader, into: &log) { isSound = false }
        let learning = learning(reader, start, into: &log)
        let window = window(reader, into: &log)
        let poolsMissing = poolsMissing(reader, into: &log)
        let episode = episode(reader, into: &log)
        let severityCases = severityCases(reader, into: &log)
        let message = message(reader, into: &log)
        let tests: [RuleTest]? =
            if readsTests, let member = reader[Key.tests.rawValue] {
                RuleTestParser().tests(member, into: &log)
            } else {
                []
            }
        guard var result = episode, case .some(let learning) = learning, let window,
            let poolsMissing, let severityCases, case .some(let message) = message, let tests,
            isSound
        else { return nil }
        result.learning = learning
        result.window = window
        result.severityCases = severityCases
        result.tests = tests
        result.message = message
        result.poolsMissing = poolsMissing
        return result
    }

    /// Reports what correlations of this type do not have.
    private func checkPlaces(_ reader: AttributeReader, into log: inout DiagnosticLog) -> Bool {
        var isSound = true
        for key in Key.allCases where !key.isRead(by: type) {
            guard let stray = reader[key.rawValue] else { continue }
            isSound = false
            log.error(
                .misplacedCorrelationPart,
                "'\(key.rawValue)' says nothing for the type '\(type.rawValue)'",
                at: stray.key.range,
                help: [.keepAlive, .maximumDuration, .everyEvent].contains(key)
                    ? "every new value is a signal of its own" : nil
            )
        }
        return isSound
    }

    private func learning(
        _ reader: AttributeReader,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Correlation.Learning?? {
        guard type == .newValue else { return .some(nil) }
        guard case .some(let learn) = reader.timeSpan("learn", allowsZero: true, into: &log),
            case .some(let forget) = reader.timeSpan("forget", into: &log)
        else { return nil }
        guard let learn else {
            log.error(
                .incompleteCorrelation,
                "a correlation of type 'new_value' must say how long it learns",
                at: reader["learn"]?.key.range ?? start,
                help: "add 'martlet: {learn: 7d}', or 0s to learn nothing silently"
            )
            return nil
        }
        return .some(Correlation.Learning(learn: learn, forget: forget))
    }

    private func window(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> Correlation.Window? {
        let names = ["sliding", "tumbling", "session"]
        guard case .some(let name) = reader.requiredText("window", into: &log),
            case .some(let gap) = reader.timeSpan("gap", into: &log)
        else { return nil }
        switch (name, gap) {
        case (nil, nil), ("sliding", nil): return .sliding
        case ("tumbling", nil): return .tumbling
        case ("session", let gap?): return .session(gap: gap)
        case ("session", nil):
            log.error(
                .incompleteCorrelation,
                "a session needs a 'gap'",
                at: reader["window"]?.value.range ?? 0..<1,
                help: "add 'gap:' with the longest pause within a session"
            )
        case (nil, _), ("sliding", _), ("tumbling", _):
            log.error(
                .misplacedCorrelationPart,
                "only sessions have a 'gap'",
                at: reader["gap"]?.key.range ?? 0..<1,
                help: "add 'window: session'"
            )
        case (let name?, _):
            log.error(
                .wrongValue,
                "unknown window '\(name)'",
                at: reader["window"]?.value.range ?? 0..<1,
                help: Suggestion.help(for: name, among: names)
                    ?? "use one of \(names.joined(separator: ", "))"
            )
        }
        return nil
    }

    private func poolsMissing(_ reader: AttributeReader, into log: inout DiagnosticLog) -> Bool? {
        guard case .some(let text) = reader.requiredText(Key.missingGroup.rawValue, into: &log)
        else { return nil }
        guard let text, let member = reader[Key.missingGroup.rawValue] else { return false }
        guard text == "pool" else {
            log.error(
                .wrongValue,
                "unknown treatment of missing groups '\(text)'",
                at: member.value.range,
                help: "write 'pool', or leave it out"
            )
            return nil
        }
        guard isGrouped else {
            log.error(
                .misplacedCorrelationPart,
                "without 'group-by' no group can be missing",
                at: member.key.range
            )
            return nil
        }
        return true
    }

    private func episode(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> CorrelationExtension? {
        let keepAlive = reader.timeSpan(Key.keepAlive.rawValue, allowsZero: true, into: &log)
        let maximum = reader.timeSpan(Key.maximumDuration.rawValue, into: &log)
        let everyEvent = reader.boolean(Key.everyEvent.rawValue, into: &log)
        guard case .some(let keepAlive) = keepAlive, case .some(let maximum) = maximum,
            case .some(let everyEvent) = everyEvent
        else { return nil }
        var result = CorrelationExtension()
        result.keepAlive = keepAlive
        result.maximumDuration = maximum
        result.everyEvent = everyEvent ?? false
        guard result.everyEvent else { return result }
        for key in [Key.keepAlive, .maximumDuration] {
            guard let stray = reader[key.rawValue] else { continue }
            log.error(
                .misplacedCorrelationPart,
                "with 'every_event' no firing joins another",
                at: stray.key.range,
                help: "remove one of them"
            )
            return nil
        }
        return result
    }

    private func severityCases(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> [SeverityCase]? {
        guard let member = reader[Key.severityIf.rawValue] else { return [] }
        return SeverityCaseParser(keys: comparesValue ? [.count, .value] : [.count])
            .cases(member, into: &log)
    }

    private func message(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> MessageTemplate?? {
        guard let member = reader[Key.message.rawValue] else { return .some(nil) }
        return MessageTemplate.parse(member, into: &log).map { .some($0) }
    }
}
