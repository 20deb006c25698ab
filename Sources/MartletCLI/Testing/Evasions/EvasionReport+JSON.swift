internal import MartletRules

extension EvasionReport {
    /// The report for programs; docs/testing.md describes it.
    package var json: JSONValue {
        .object([
            (key: "schema", value: .string("martlet.evade/1")),
            (key: "passed", value: .boolean(isSuccess)),
            (key: "rules", value: .integer(ruleCount)),
            (key: "hits", value: .integer(hitCount)),
            (key: "failing", value: .integer(failingCount)),
            (key: "changed", value: .integer(variantCount)),
            (
                key: "escapes",
                value: .array(
                    rules.flatMap { rule in rule.escapes.map { Self.json($0, of: rule) } }
                )
            ),
            (
                key: "needless",
                value: .array(
                    needless.map { entry in
                        .object(
                            Self.head(entry.rule) + [
                                (key: "change", value: .string(entry.evasion.change.rawValue)),
                                (key: "file", value: .string(entry.evasion.location.file)),
                                (key: "line", value: .integer(entry.evasion.location.line)),
                            ]
                        )
                    }
                )
            ),
        ])
    }

    private static func head(_ rule: RuleMetadata) -> [(key: String, value: JSONValue)] {
        let id = rule.id.map { [(key: "id", value: JSONValue.string($0))] } ?? []
        return id + [(key: "title", value: .string(rule.title))]
    }

    private static func json(_ escape: Escape, of rule: RuleEvasions) -> JSONValue {
        var members = head(rule.rule)
        members.append((key: "change", value: .string(escape.change.rawValue)))
        members.append((key: "what", value: .string(escape.what)))
        if let reason = rule.reasons[escape.change] {
            members.append((key: "documented", value: .string(reason)))
        }
        members.append((key: "count", value: .integer(escape.count)))
        members.append((key: "test", value: .string(escape.test.name)))
        members.append((key: "file", value: .string(escape.test.location.file)))
        members.append((key: "line", value: .integer(escape.test.location.line)))
        if let place = escape.place {
            members.append((key: "event_file", value: .string(place.file)))
            members.append((key: "event_line", value: .integer(place.line)))
        }
        let event = String(decoding: escape.event, as: UTF8.self)
        members.append((key: "event", value: .string(event)))
        if let explanation = escape.explanation {
            members.append((key: "explanation", value: explanation.json))
        }
        return .object(members)
    }
}
