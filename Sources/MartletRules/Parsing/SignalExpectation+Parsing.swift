extension SignalExpectation {
    private static let keys = ["group", "count", "level"]

    /// Whether there must be a signal.
    var expectsAny: Bool {
        switch self {
        case .some: true
        case .number(let number): number > 0
        case .listed(let signals): !signals.isEmpty
        }
    }

    /// Reads `signals:` of a test, a number or a list of what is to be said about each.
    ///
    /// - Returns: The expectation, or `nil` after reporting every mistake in it.
    static func parse(_ member: YAMLMember, into log: inout DiagnosticLog) -> SignalExpectation? {
        switch member.value.content {
        case .scalar:
            return wholeNumber(member, into: &log).map { .number($0) }
        case .sequence(let elements):
            let signals = elements.compactMap { signal($0, into: &log) }
            return signals.count == elements.count ? .listed(signals) : nil
        case .mapping:
            log.error(
                .invalidTest,
                "'signals' must be a number or a list, not a map",
                at: member.key.range,
                help: "write '- ' in front of each signal"
            )
            return nil
        }
    }

    private static func signal(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ExpectedSignal? {
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidTest,
                "a signal must be a map, not \(node.kindDescription)",
                at: node.range,
                help: "write '{group: {field: value}, count: 3}'"
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        var isSound = reader.holdsOnly(
            keys,
            "in a signal of a test",
            code: .unknownExtension,
            help: AttributeReader.listing(keys),
            into: &log
        )
        var signal = ExpectedSignal()
        if let group = reader["group"] {
            if let values = values(group, into: &log) {
                signal.group = values
            } else {
                isSound = false
            }
        }
        if let count = reader["count"] {
            signal.count = wholeNumber(count, into: &log)
            if signal.count == nil { isSound = false }
        }
        if let level = reader["level"] {
            signal.level = Level.parse(level, into: &log)
            if signal.level == nil { isSound = false }
        }
        return isSound ? signal : nil
    }

    private static func values(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [ExpectedSignal.GroupValue]? {
        guard case .mapping(let members) = member.value.content else {
            log.error(
                .invalidTest,
                "'group' must be a map of fields and values, not \(member.value.kindDescription)",
                at: member.key.range
            )
            return nil
        }
        var values: [ExpectedSignal.GroupValue] = []
        for member in members {
            guard let field = FieldPath.parse(member.key, into: &log) else { continue }
            guard let value = member.value.scalar else {
                log.error(
                    .invalidTest,
                    "a group has one value of each field, not \(member.value.kindDescription)",
                    at: member.key.range
                )
                continue
            }
            values.append(ExpectedSignal.GroupValue(field: field, value: value))
        }
        return values.count == members.count ? values : nil
    }

    private static func wholeNumber(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Int? {
        if case .number(let number) = member.value.scalar?.value, let integer = number.integer,
            integer >= 0
        {
            return Int(integer)
        }
        let found = member.value.scalar.map { "'\($0.text)'" } ?? member.value.kindDescription
        log.error(
            .invalidTest,
            "'\(member.key.scalar?.text ?? "")' must be a whole number, not \(found)",
            at: member.value.isNull ? member.key.range : member.value.range
        )
        return nil
    }
}
