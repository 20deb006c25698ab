/// Reads blocks over the elements of an array: `containers[any]:`.
///
/// A body is a map, which all holds of the same element, a list of such maps, one of which holds,
/// or a map with a `condition` over the selections beside it.
///
/// Source: SigmaHQ/sigma-specification, enhancement proposal 212.
struct BlockParser {
    let shared: ValueParser.Shared

    /// Reads the block that a key opens.
    ///
    /// - Returns: The block, or `nil` after reporting every mistake in it.
    func block(
        _ key: ItemKey,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> ElementBlock? {
        guard let field = key.field, let quantifier = field.quantifier else { return nil }
        guard key.modifiers.words.isEmpty else {
            log.error(
                .invalidBlock,
                "a block takes no modifiers",
                at: key.range,
                help: "put them behind the names inside; '.' is the element itself"
            )
            return nil
        }
        guard let body = body(member, into: &log) else { return nil }
        return ElementBlock(
            field: FieldReference(field.path),
            quantifier: quantifier,
            body: body,
            location: log.file.location(at: key.range.lowerBound)
        )
    }

    private func body(_ member: YAMLMember, into log: inout DiagnosticLog) -> Detection? {
        switch member.value.content {
        case .mapping(let members) where members.contains { $0.key.scalar?.text == "condition" }:
            return conditionalBody(members, under: member.key, into: &log)
        case .mapping: break
        case .sequence(let elements):
            let stray = elements.first { if case .mapping = $0.content { false } else { true } }
            if let stray {
                refuse(stray, under: member.key, into: &log)
                return nil
            }
        case .scalar:
            refuse(member.value, under: member.key, into: &log)
            return nil
        }
        let parser = SearchParser(shared: shared, isInBlock: true)
        guard let search = parser.search(member.value, into: &log) else { return nil }
        let selection = Selection(
            name: member.key.scalar?.text ?? "",
            search: search,
            location: log.file.location(at: member.key.range.lowerBound)
        )
        return Detection(selections: [selection], conditions: [.selection(0)])
    }

    private func conditionalBody(
        _ members: [YAMLMember],
        under key: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Detection? {
        // A scalar would be a keyword, but is more likely meant for a field beside one that is
        // called 'condition'.
        let stray = members.first { $0.key.scalar?.text != "condition" && $0.value.scalar != nil }
        if let stray, !stray.value.isNull {
            log.error(
                .invalidBlock,
                "a block with a 'condition' holds selections, and '\(stray.key.scalar?.text ?? "")' is none",
                at: stray.key.range,
                help: "put fields into a selection, also one that is called 'condition'"
            )
            return nil
        }
        let parser = DetectionParser(shared: shared, isInBlock: true)
        return parser.detection(members, under: key, into: &log)
    }

    private func refuse(_ node: YAMLNode, under key: YAMLNode, into log: inout DiagnosticLog) {
        log.error(
            .invalidBlock,
            "a block holds fields of the element, not \(node.kindDescription)",
            at: node.isNull ? key.range : node.range,
            help: "write '.: value' for the element itself"
        )
    }
}
