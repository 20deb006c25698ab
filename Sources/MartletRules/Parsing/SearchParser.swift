/// Turns the value of a selection into a tree of detection items.
///
/// Source: Sigma rules specification 2.1, "Lists", "Maps" and "Keywords search".
struct SearchParser {
    let regexes: RegularExpressionPool

    /// Reads a map (every member holds), a list (one element holds) or a single keyword.
    ///
    /// - Returns: The tree, or `nil` after reporting every mistake in it.
    func search(_ node: YAMLNode, into log: inout DiagnosticLog) -> Search? {
        switch node.content {
        case .scalar:
            guard !node.isNull else {
                return refuseEmpty("nothing to search for stands here", node, into: &log)
            }
            return keywords([node], into: &log)
        case .mapping(let members): return map(members, node, into: &log)
        case .sequence(let elements): return list(elements, node, into: &log)
        }
    }

    private func map(
        _ members: [YAMLMember],
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Search? {
        guard !members.isEmpty else {
            return refuseEmpty("an empty map matches nothing", node, into: &log)
        }
        var searches: [Search] = []
        for member in members {
            guard let key = ModifierResolver.resolve(member.key, into: &log),
                let item = item(key, member.value, into: &log)
            else { continue }
            searches.append(.item(item))
        }
        guard searches.count == members.count else { return nil }
        return searches.count == 1 ? searches[0] : .all(searches)
    }

    private func list(
        _ elements: [YAMLNode],
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Search? {
        guard !elements.isEmpty else {
            return refuseEmpty("an empty list matches nothing", node, into: &log)
        }
        var searches: [Search] = []
        var isSound = true
        var keywordNodes: [YAMLNode] = []
        // Keywords that stand together become one item, whose tests share one pass over the event.
        for element in elements {
            if element.scalar != nil {
                keywordNodes.append(element)
                continue
            }
            if let search = search(element, into: &log) {
                searches.append(search)
            } else {
                isSound = false
            }
        }
        if !keywordNodes.isEmpty {
            if let search = keywords(keywordNodes, into: &log) {
                searches.append(search)
            } else {
                isSound = false
            }
        }
        guard isSound else { return nil }
        return searches.count == 1 ? searches[0] : .any(searches)
    }

    private func keywords(_ nodes: [YAMLNode], into log: inout DiagnosticLog) -> Search? {
        let key = ItemKey(field: nil, range: nodes[0].range)
        guard let values = values(nodes, key, into: &log) else { return nil }
        return .item(
            DetectionItem(
                field: nil,
                modifiers: key.modifiers,
                values: values,
                location: values[0].location
            )
        )
    }

    private func item(
        _ key: ItemKey,
        _ value: YAMLNode,
        into log: inout DiagnosticLog
    ) -> DetectionItem? {
        let nodes: [YAMLNode]
        if case .sequence(let elements) = value.content {
            nodes = elements
            guard !elements.isEmpty else {
                log.error(
                    .emptySelection,
                    "an empty list matches nothing",
                    at: key.range,
                    help: "write '' for the empty string or null for an absent field"
                )
                return nil
            }
            if key.modifiers.valueOperator == .exists {
                log.error(.wrongValue, "the modifier 'exists' takes one value", at: key.range)
                return nil
            }
        } else {
            nodes = [value]
        }
        guard let values = values(nodes, key, into: &log) else { return nil }
        warn(about: nodes, key, into: &log)
        return DetectionItem(
            field: key.field.map { FieldReference($0) },
            modifiers: key.modifiers,
            values: values,
            location: log.file.location(at: key.range.lowerBound)
        )
    }

    private func values(
        _ nodes: [YAMLNode],
        _ key: ItemKey,
        into log: inout DiagnosticLog
    ) -> [ItemValue]? {
        let parser = ValueParser(key: key, regexes: regexes)
        var values: [ItemValue] = []
        values.reserveCapacity(nodes.count)
        for node in nodes {
            guard let test = parser.test(node, into: &log), let scalar = node.scalar else {
                continue
            }
            let location = log.file.location(at: node.range.lowerBound)
            values.append(ItemValue(scalar: scalar, location: location, tests: [test]))
        }
        return values.count == nodes.count ? values : nil
    }

    private func warn(about nodes: [YAMLNode], _ key: ItemKey, into log: inout DiagnosticLog) {
        if let range = key.allRange, nodes.count == 1 {
            log.warning(
                .allOverOneValue,
                "'all' says nothing over a single value",
                at: range,
                help: "leave it out"
            )
        }
        guard nodes.count > 1 else { return }
        for node in nodes where node.isNull {
            log.warning(
                .nullInList,
                "Sigma allows no null in a list of values",
                at: node.range,
                help: "write a selection of its own"
            )
        }
    }

    private func refuseEmpty(
        _ message: String,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Search? {
        log.error(.emptySelection, message, at: node.range)
        return nil
    }
}
