/// Reads `martlet: tests:`, the events that a rule must and must not match.
struct RuleTestParser {
    private static let keys = ["name", "match", "event", "file", "events", "signals"]

    /// Reads the list.
    ///
    /// - Returns: The tests, or `nil` after reporting every error in them.
    func tests(_ member: YAMLMember, into log: inout DiagnosticLog) -> [RuleTest]? {
        guard case .sequence(let elements) = member.value.content else {
            let found = member.value.kindDescription
            log.error(.invalidTest, "'tests' must be a list, not \(found)", at: member.key.range)
            return nil
        }
        let tests = elements.compactMap { test($0, into: &log) }
        return tests.count == elements.count ? tests : nil
    }

    private func test(_ node: YAMLNode, into log: inout DiagnosticLog) -> RuleTest? {
        guard case .mapping(let members) = node.content, let first = members.first else {
            log.error(
                .invalidTest,
                "a test must be a map with 'name', 'match' and 'event' or 'file'",
                at: node.range
            )
            return nil
        }
        let attributes = AttributeReader(members: members)
        let isSound = attributes.holdsOnly(
            RuleTestParser.keys,
            "in a test",
            code: .unknownExtension,
            into: &log
        )
        let name = name(attributes, first.key.range, into: &log)
        let expectation = expectation(attributes, first.key.range, into: &log)
        let source = source(attributes, first.key.range, into: &log)
        guard isSound, let name, let expectation, let source else { return nil }
        let test = RuleTest(
            name: name,
            expectsMatch: expectation.expectsMatch,
            source: source,
            signals: expectation.signals,
            location: log.file.location(at: first.key.range.lowerBound)
        )
        if case .sequence = source { return test.asSequence }
        return test
    }

    private func name(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> String? {
        guard let member = attributes["name"] else {
            log.error(.invalidTest, "the test has no 'name'", at: place)
            return nil
        }
        guard let scalar = member.value.scalar, !scalar.text.isEmpty else {
            log.error(.invalidTest, "the name of a test must be text", at: member.key.range)
            return nil
        }
        return scalar.text
    }

    /// What `match` or `signals` asks for.
    private func expectation(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> (expectsMatch: Bool, signals: SignalExpectation?)? {
        guard let match = attributes["match"] else {
            guard let signals = attributes["signals"] else {
                log.error(
                    .invalidTest,
                    "the test does not say whether the rule matches",
                    at: place,
                    help: "add 'match: true' or 'match: false'"
                )
                return nil
            }
            guard let expected = SignalExpectation.parse(signals, into: &log) else { return nil }
            return (expected.expectsAny, expected)
        }
        guard case .boolean(let value) = match.value.scalar?.value else {
            let found = match.value.kindDescription
            log.error(
                .invalidTest,
                "'match' must be true or false, not \(found)",
                at: match.value.range
            )
            return nil
        }
        if let signals = attributes["signals"] {
            log.error(
                .invalidTest,
                "a test has either 'match' or 'signals'",
                at: signals.key.range,
                help: "'signals' says more; remove 'match'"
            )
            return nil
        }
        return (value, nil)
    }

    private func source(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> RuleTest.Source? {
        let stated = ["event", "file", "events"].compactMap { attributes[$0] }
        guard let member = stated.first else {
            log.error(
                .invalidTest,
                "the test has no event",
                at: place,
                help: "add 'event:' or 'file:'"
            )
            return nil
        }
        guard stated.count == 1 else {
            let names = stated.compactMap { $0.key.scalar?.text }.map { "'\($0)'" }
            log.error(
                .invalidTest,
                "a test has either \(names.joined(separator: " or "))",
                at: stated[1].key.range,
                help: "write two tests"
            )
            return nil
        }
        switch member.key.scalar?.text {
        case "event": return event(member.value, in: member, into: &log).map { .inline($0) }
        case "events": return events(member, into: &log).map { .sequence($0) }
        default: return path(member, into: &log)
        }
    }

    private func events(_ member: YAMLMember, into log: inout DiagnosticLog) -> [[UInt8]]? {
        guard case .sequence(let elements) = member.value.content, !elements.isEmpty else {
            let isList = if case .sequence = member.value.content { true } else { false }
            let found = isList ? "an empty one" : member.value.kindDescription
            log.error(
                .invalidTest,
                "'events' must be a list of events, not \(found)",
                at: member.key.range
            )
            return nil
        }
        let events = elements.compactMap { event($0, in: member, into: &log) }
        return events.count == elements.count ? events : nil
    }

    /// An event as a map, or as JSON text, whose line breaks can only be white space.
    private func event(
        _ node: YAMLNode,
        in member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [UInt8]? {
        switch node.content {
        case .mapping: return EventEncoder.encode(node, into: &log)
        case .scalar(let scalar) where scalar.value == .text:
            let isLineBreak: (UInt8) -> Bool = {
                [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0)
            }
            let text = scalar.text.utf8.map { isLineBreak($0) ? UInt8(ascii: " ") : $0 }
            if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return text }
            log.error(
                .invalidTest,
                "the text of '\(member.key.scalar?.text ?? "event")' is no JSON object",
                at: node.range,
                help: "write a map, or JSON text in quotes that begins with '{'"
            )
        default:
            let isList = member.key.scalar?.text == "events"
            log.error(
                .invalidTest,
                "\(isList ? "an event" : "'event'") must be a map or JSON text, not "
                    + node.kindDescription,
                at: isList ? node.range : member.key.range
            )
        }
        return nil
    }

    private func path(_ member: YAMLMember, into log: inout DiagnosticLog) -> RuleTest.Source? {
        guard let text = member.value.scalar?.text, !text.isEmpty, !text.hasPrefix("/"),
            !text.utf8.contains(0)
        else {
            log.error(
                .invalidTest,
                "'file' must be a path relative to the rule's folder",
                at: member.value.range
            )
            return nil
        }
        return .file(text)
    }
}
