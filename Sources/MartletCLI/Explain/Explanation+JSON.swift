internal import MartletEngine
internal import MartletRules

/// Explanations for programs: `docs/explain.schema.json`.
extension Explanation {
    /// The explanation as JSON, keys in the order of the schema.
    var json: JSONValue {
        var ruleMembers: [(key: String, value: JSONValue)] = []
        if let id = rule.id { ruleMembers.append((key: "id", value: .string(id))) }
        ruleMembers += [
            (key: "title", value: .string(rule.title)),
            (key: "level", value: .string(rule.level.rawValue)),
            (key: "file", value: .string(rule.location.file)),
            (key: "line", value: .integer(rule.location.line)),
        ]
        return .object(
            [
                (key: "rule", value: .object(ruleMembers)),
                (key: "matches", value: .boolean(isMatch)),
                (key: "hidden", value: .boolean(isHidden)),
                (key: "for_other_logs", value: .boolean(isForOtherLogs)),
                (key: "shows_values", value: .boolean(showsValues)),
            ] + detection.jsonMembers
                + [(key: "filters", value: .array(filters.map(\.json)))]
        )
    }
}

extension FilterExplanation {
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = filter.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(filter.title)))
        if let reason = filter.reason { members.append((key: "reason", value: .string(reason))) }
        if let date = filter.expires {
            members.append((key: "expires", value: .string(date.description)))
        }
        members += [
            (key: "file", value: .string(filter.location.file)),
            (key: "line", value: .integer(filter.location.line)),
            (key: "hides", value: .boolean(!detection.holds)),
        ]
        return .object(members + detection.jsonMembers)
    }
}

extension DetectionExplanation {
    fileprivate var jsonMembers: [(key: String, value: JSONValue)] {
        let wording = ConditionText(names: selections.map(\.name))
        return [
            (key: "conditions", value: .array(conditions.map { $0.json(wording) })),
            (
                key: "selections",
                value: .array(
                    selections.map { selection in
                        .object([
                            (key: "name", value: .string(selection.name)),
                            (key: "holds", value: .boolean(selection.search.holds)),
                            (key: "search", value: selection.search.json),
                        ])
                    }
                )
            ),
        ]
    }
}

extension ConditionExplanation {
    fileprivate func json(_ wording: ConditionText) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "text", value: .string(wording.text(self))),
            (key: "holds", value: .boolean(holds)),
        ]
        switch form {
        case .selection: break
        case .and(let parts), .or(let parts):
            members.append((key: "parts", value: .array(parts.map { $0.json(wording) })))
        case .not(let part):
            members.append((key: "parts", value: .array([part.json(wording)])))
        case .atLeast(let count, let indices):
            members.append((key: "count", value: .integer(count)))
            members.append(
                (key: "of", value: .array(indices.map { .string(wording.names[$0]) }))
            )
        }
        return .object(members)
    }
}

extension SearchExplanation {
    fileprivate var json: JSONValue {
        switch self {
        case .all(let holds, let members): Self.json("all", holds, members)
        case .any(let holds, let members): Self.json("any", holds, members)
        case .elements(let block): block.json
        case .item(let item): item.json
        }
    }

    private static func json(
        _ kind: String,
        _ holds: Bool,
        _ members: [SearchExplanation]
    ) -> JSONValue {
        .object([
            (key: "kind", value: .string(kind)),
            (key: "holds", value: .boolean(holds)),
            (key: "members", value: .array(members.map(\.json))),
        ])
    }
}

extension BlockExplanation {
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "kind", value: .string("elements")),
            (key: "holds", value: .boolean(holds)),
            (key: "field", value: .string(block.field.description)),
            (key: "quantifier", value: .string(block.quantifier.rawValue)),
            (key: "element_count", value: .integer(elementCount)),
            (key: "satisfying_count", value: .integer(satisfyingCount)),
        ]
        if let reason { members.append((key: "reason", value: reason.json)) }
        members.append(
            (
                key: "elements",
                value: .array(
                    elements.map { element in
                        .object(
                            [
                                (key: "path", value: .string(element.path)),
                                (key: "holds", value: .boolean(element.detection.holds)),
                            ] + element.detection.jsonMembers
                        )
                    }
                )
            )
        )
        return .object(members)
    }
}

extension ItemExplanation {
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "kind", value: .string("item")),
            (key: "holds", value: .boolean(holds)),
        ]
        if let field = item.field {
            members.append((key: "field", value: .string(field.description)))
        }
        members += [
            (key: "modifiers", value: .array(item.modifiers.words.map { .string($0) })),
            (key: "values", value: .array(values.map { $0.json(item) })),
            (key: "found", value: found.json),
        ]
        if let reason { members.append((key: "reason", value: reason.json)) }
        return .object(members)
    }
}

extension ItemExplanation.Value {
    fileprivate func json(_ item: DetectionItem) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "value", value: .string(value.scalar.text))
        ]
        if let meaning = value.meaning(under: item.modifiers) {
            members.append((key: "means", value: .string(meaning)))
        }
        members.append((key: "holds", value: .boolean(holds)))
        if let reason { members.append((key: "reason", value: reason.json)) }
        if let other { members.append((key: "other", value: other.json)) }
        return .object(members)
    }
}

extension FieldValues {
    fileprivate var json: JSONValue {
        .object([
            (key: "present", value: .boolean(isPresent)),
            (key: "count", value: .integer(count)),
            (key: "values", value: .array(values.map(\.json))),
        ])
    }
}

extension FieldValues.Value {
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "path", value: .string(path)),
            (key: "kind", value: .string(kind.rawValue)),
            (key: "text", value: .string(text)),
        ]
        if isCut { members.append((key: "truncated", value: .boolean(true))) }
        if isRedacted { members.append((key: "redacted", value: .boolean(true))) }
        if let isWanted { members.append((key: "wanted", value: .boolean(isWanted))) }
        return .object(members)
    }
}

extension Reason {
    /// A stable word for the reason, and what belongs to it.
    fileprivate var json: JSONValue {
        switch self {
        case .absent(let absence): coded("absent", absence.jsonMembers)
        case .emptyArray: coded("empty_array")
        case .noText(let kind): coded("no_text", [(key: "kind", value: .string(kind.rawValue))])
        case .caseDiffers: coded("case")
        case .elsewhereInText: coded("elsewhere_in_text")
        case .differsAt(let place): coded("differs", [(key: "at", value: .integer(place))])
        case .otherKind(let wanted, let found):
            coded(
                "other_kind",
                [
                    (key: "wanted", value: .string(wanted.rawValue)),
                    (key: "kind", value: .string(found.rawValue)),
                ]
            )
        case .notANumber: coded("not_a_number")
        case .notAnAddress: coded("not_an_address")
        case .outsideBlock: coded("outside_block")
        case .notATime: coded("not_a_time")
        case .otherTime(let part, let number):
            coded(
                "other_time",
                [
                    (key: "part", value: .string(part.rawValue)),
                    (key: "number", value: .integer(number)),
                ]
            )
        case .present: coded("present")
        case .otherAbsent(let absence): coded("other_absent", absence.jsonMembers)
        case .excluded: coded("excluded")
        case .inNoValue(let count):
            coded("in_no_value", [(key: "count", value: .integer(count))])
        case .differs: coded("differs")
        }
    }

    private func coded(
        _ code: String,
        _ members: [(key: String, value: JSONValue)] = []
    ) -> JSONValue {
        .object([(key: "code", value: .string(code))] + members)
    }
}

extension Absence {
    fileprivate var jsonMembers: [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = [
            (key: "path", value: .string(path)),
            (key: "kind", value: .string(kind.rawValue)),
            (key: "missing", value: .string(missing)),
            (key: "keys", value: .array(keys.map { .string($0) })),
        ]
        if let nearKey { members.append((key: "near_key", value: .string(nearKey))) }
        if !elsewhere.isEmpty {
            members.append((key: "elsewhere", value: .array(elsewhere.map { .string($0) })))
        }
        return members
    }
}
