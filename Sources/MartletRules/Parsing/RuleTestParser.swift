/// Reads `martlet: tests:`, the events that a rule must and must not match.
struct RuleTestParser {
    private static let keys = ["name", "match", "event", "file"]

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
        let expectsMatch = expectation(attributes, first.key.range, into: &log)
        let source = source(attributes, first.key.range, into: &log)
        guard isSound, let name, let expectsMatch, let source else { return nil }
        return RuleTest(
            name: name,
            expectsMatch: expectsMatch,
            source: source,
            location: log.file.location(at: first.key.range.lowerBound)
        )
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

    private func expectation(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool? {
        guard let member = attributes["match"] else {
            log.error(
                .invalidTest,
                "the test does not say whether the rule matches",
                at: place,
                help: "add 'match: true' or 'match: false'"
            )
            return nil
        }
        if case .boolean(let value) = member.value.scalar?.value { return value }
        let found = member.value.kindDescription
        log.error(
            .invalidTest,
            "'match' must be true or false, not \(found)",
            at: member.value.range
        )
        return nil
    }

    private func source(
        _ attributes: AttributeReader,
        _ place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> RuleTest.Source? {
        switch (attributes["event"], attributes["file"]) {
        case (let event?, nil): return self.event(event, into: &log)
        case (nil, let file?): return path(file, into: &log)
        case (nil, nil):
            log.error(
                .invalidTest,
                "the test has no event",
                at: place,
                help: "add 'event:' or 'file:'"
            )
            return nil
        case (_?, let file?):
            log.error(
                .invalidTest,
                "a test has either 'event' or 'file'",
                at: file.key.range,
                help: "write two tests"
            )
            return nil
        }
    }

    /// An event as a map, or as JSON text, whose line breaks can only be white space.
    private func event(_ member: YAMLMember, into log: inout DiagnosticLog) -> RuleTest.Source? {
        switch member.value.content {
        case .mapping: return EventEncoder.encode(member.value, into: &log).map { .inline($0) }
        case .scalar(let scalar) where scalar.value == .text:
            let isLineBreak: (UInt8) -> Bool = {
                [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0)
            }
            let text = scalar.text.utf8.map { isLineBreak($0) ? UInt8(ascii: " ") : $0 }
            if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return .inline(text) }
            log.error(
                .invalidTest,
                "the text of 'event' is no JSON object",
                at: member.value.range,
                help: "write a map, or JSON text in quotes that begins with '{'"
            )
        default:
            let found = member.value.kindDescription
            log.error(
                .invalidTest,
                "'event' must be a map or JSON text, not \(found)",
                at: member.key.range
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
