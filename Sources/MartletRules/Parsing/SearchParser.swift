/// Turns the value of a selection into a tree of detection items.
///
/// Source: Sigma rules specification 2.1, "Lists", "Maps" and "Keywords search".
struct SearchParser {
    let shared: ValueParser.Shared
    /// Whether field names start from an element of an array, not from the event.
    let isInBlock: Bool

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
                let search = search(key, member, into: &log)
            else { continue }
            searches.append(search)
        }
        guard searches.count == members.count else { return nil }
        return searches.count == 1 ? searches[0] : .all(searches)
    }

    private func search(
        _ key: ItemKey,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Search? {
        if let field = key.field, refusesElement(field.path, at: key.range, into: &log) {
            return nil
        }
        if key.field?.quantifier != nil {
            let parser = BlockParser(shared: shared)
            return parser.block(key, member, into: &log).map { .elements($0) }
        }
        return item(key, member.value, into: &log).map { .item($0) }
    }

    /// Whether a name starts from an element where there is none, after reporting it.
    private func refusesElement(
        _ path: FieldPath,
        at range: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard !isInBlock, path.description.utf8.first == UInt8(ascii: ".") else { return false }
        log.error(
            .invalidFieldName,
            "'.' is the element of a block, and this is not inside of one",
            at: range,
            help: "open a block in front of it, 'args[any]:'"
        )
        return true
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
            if case .scalar = element.content {
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
        guard let values = values(nodes, of: nil, key, into: &log) else { return nil }
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
        let field = key.field.map { FieldReference($0.path) }
        guard let values = values(nodes, of: field, key, into: &log) else { return nil }
        warn(about: nodes, key, into: &log)
        return DetectionItem(
            field: field,
            modifiers: key.modifiers,
            values: values,
            location: log.file.location(at: key.range.lowerBound)
        )
    }

    private func values(
        _ nodes: [YAMLNode],
        of field: FieldReference?,
        _ key: ItemKey,
        into log: inout DiagnosticLog
    ) -> [ItemValue]? {
        let parser = ValueParser(field: field, modifiers: key.modifiers, shared: shared)
        var values: [ItemValue] = []
        values.reserveCapacity(nodes.count)
        // By index: a copy of a node is one of everything in it.
        for index in nodes.indices {
            guard case .scalar(let scalar) = nodes[index].content else {
                refuseCollection(nodes[index], key, into: &log)
                continue
            }
            let location = log.file.location(at: nodes[index].range.lowerBound)
            let place = values.count
            values.append(ItemValue(scalar: scalar, location: location, tests: []))
            if !read(&values[place], nodes[index], by: parser, into: &log) { values.removeLast() }
        }
        return values.count == nodes.count ? values : nil
    }

    /// Finds out what a value asks, unless placeholders must be replaced before.
    private func read(
        _ value: inout ItemValue,
        _ node: YAMLNode,
        by parser: ValueParser,
        into log: inout DiagnosticLog
    ) -> Bool {
        var problems: [TextProblem] = []
        var tests: [ValueTest]?
        if parser.modifiers.expandsPlaceholders {
            let text = PlaceholderText(parsing: value.scalar.text)
            guard let plain = text.text else {
                value.pending = [text]
                return true
            }
            tests =
                plain.utf8.elementsEqual(value.scalar.text.utf8)
                ? parser.tests(value.scalar, problems: &problems)
                : parser.tests(ofText: plain, problems: &problems)
        } else {
            tests = parser.tests(value.scalar, problems: &problems)
        }
        for problem in problems { log.report(problem, in: node) }
        if case .field(let other, _, _) = tests?.first,
            refusesElement(other.name, at: node.range, into: &log)
        {
            return false
        }
        value.tests = tests ?? []
        return tests != nil
    }

    private func refuseCollection(
        _ node: YAMLNode,
        _ key: ItemKey,
        into log: inout DiagnosticLog
    ) {
        log.error(
            .wrongValue,
            "a value must be text, a number, a boolean or null, not \(node.kindDescription)",
            at: node.range.lowerBound..<node.range.lowerBound + 1,
            help: SearchParser.help(for: node, under: key.field?.path.description)
        )
    }

    /// What a map in the place of a value is meant for: a nested field, or a block.
    private static func help(for node: YAMLNode, under field: String?) -> String? {
        guard case .mapping(let members) = node.content, let field, field != "<<" else {
            return nil
        }
        if field.utf8.last == UInt8(ascii: "]"),
            let open = field.utf8.lastIndex(of: UInt8(ascii: "["))
        {
            let word = String(field[open...].dropFirst().dropLast())
            let quantifiers = ElementBlock.Quantifier.allCases.map(\.rawValue)
            if let meant = Suggestion.nearest(to: word, among: quantifiers) {
                return "did you mean '[\(meant)]'?"
            }
        }
        let inner = members.first?.key.scalar?.text ?? "name"
        return "write '\(field).\(inner):', or '\(field)[any]:' for the elements of an array"
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
        for index in nodes.indices where nodes[index].isNull {
            log.warning(
                .nullInList,
                "Sigma allows no null in a list of values",
                at: nodes[index].range,
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
