/// Transformations of field names: in items, references, blocks, the message and what is read beside.
extension RuleProcessing {
    mutating func rename(_ transformation: FieldNameTransformation, _ step: ProcessingItem) {
        // A copy: what is renamed asks the rule about itself.
        var detection = rule.detection
        rename(in: &detection, isInBlock: false, transformation, step)
        rule.detection = detection
        rule.fields = rule.fields.flatMap { name in
            renamed(
                FieldReference(FieldPath(name)),
                isInBlock: false,
                transformation,
                step
            )?.paths.map(\.description) ?? [name]
        }
        if var quieting = rule.quieting {
            quieting.groupBy = renamed(quieting.groupBy, transformation, step)
            rule.quieting = quieting
        }
        readFields = renamed(readFields, transformation, step)
        guard var message = rule.message else { return }
        message.parts = message.parts.map { part in
            guard case .field(let field) = part else { return part }
            return .field(renamed(field, isInBlock: false, transformation, step) ?? field)
        }
        rule.message = message
    }

    private mutating func renamed(
        _ fields: [FieldReference],
        _ transformation: FieldNameTransformation,
        _ step: ProcessingItem
    ) -> [FieldReference] {
        fields.map { renamed($0, isInBlock: false, transformation, step) ?? $0 }
    }

    private mutating func rename(
        in detection: inout Detection,
        isInBlock: Bool,
        _ transformation: FieldNameTransformation,
        _ step: ProcessingItem
    ) {
        for index in detection.selections.indices {
            rename(in: &detection.selections[index].search, isInBlock, transformation, step)
        }
    }

    // Recursion is bounded: a search nests no deeper than the YAML that it was read from.
    private mutating func rename(
        in search: inout Search,
        _ isInBlock: Bool,
        _ transformation: FieldNameTransformation,
        _ step: ProcessingItem
    ) {
        switch search {
        case .all(var parts):
            for index in parts.indices {
                rename(in: &parts[index], isInBlock, transformation, step)
            }
            search = .all(parts)
        case .any(var parts):
            for index in parts.indices {
                rename(in: &parts[index], isInBlock, transformation, step)
            }
            search = .any(parts)
        case .elements(var block):
            rename(in: &block.body, isInBlock: true, transformation, step)
            // A block has no values that conditions on items could ask for.
            let item = DetectionItem(
                field: block.field,
                modifiers: ItemModifiers(),
                values: [],
                location: block.location
            )
            if let field = renamedField(of: item, isInBlock, transformation, step) {
                block.field = field
                note(step, of: item)
            }
            search = .elements(block)
        case .item(let item):
            if let renamed = renamed(item, isInBlock, transformation, step) {
                note(step, of: item)
                search = .item(renamed)
            }
        }
    }

    private mutating func renamed(
        _ item: DetectionItem,
        _ isInBlock: Bool,
        _ transformation: FieldNameTransformation,
        _ step: ProcessingItem
    ) -> DetectionItem? {
        guard applies(step, to: item) else { return nil }
        var result = item
        var isChanged = false
        for value in result.values.indices {
            for test in result.values[value].tests.indices {
                guard
                    case .field(let field, let relation, let isCased) =
                        result.values[value].tests[test],
                    let renamed = renamed(field, isInBlock: isInBlock, transformation, step)
                else { continue }
                result.values[value].tests[test] = .field(
                    renamed,
                    relation,
                    caseSensitive: isCased
                )
                isChanged = true
            }
        }
        if let field = renamedField(of: item, isInBlock, transformation, step) {
            result.field = field
            // A keyword stands anywhere in a value, also of the field that it is searched in now.
            if item.field == nil, item.modifiers.valueOperator == .equals {
                result.modifiers.valueOperator = .contains
            }
            isChanged = true
        }
        return isChanged ? result : nil
    }

    /// The new field of an item, or `nil` if it keeps its own.
    private mutating func renamedField(
        of item: DetectionItem,
        _ isInBlock: Bool,
        _ transformation: FieldNameTransformation,
        _ step: ProcessingItem
    ) -> FieldReference? {
        guard holds(step.itemConditions, of: item) else { return nil }
        if let field = item.field {
            return renamed(
                field,
                isInBlock: isInBlock,
                at: item.location,
                transformation,
                step
            )
        }
        guard let names = transformation.namesForKeywords,
            holds(step.fieldConditions, of: nil, at: item.location)
        else { return nil }
        let paths = names.map { FieldPath($0) }
        return FieldReference(name: paths[0], paths: paths)
    }

    /// A field with the new names of its paths, or `nil` if it keeps them all.
    private mutating func renamed(
        _ field: FieldReference,
        isInBlock: Bool,
        at location: SourceLocation? = nil,
        _ transformation: FieldNameTransformation,
        _ step: ProcessingItem
    ) -> FieldReference? {
        var paths: [FieldPath] = []
        var isChanged = false
        for path in field.paths {
            let name = path.description
            // `.` is the element of a block itself, which has no name.
            guard !path.segments.isEmpty || !path.indexedSteps.isEmpty,
                let names = transformation.names(for: name, isInBlock: isInBlock),
                holds(step.fieldConditions, of: name, at: location)
            else {
                paths.append(path)
                continue
            }
            isChanged = true
            let steps = stepsOfField[name, default: []].union(step.id.map { [$0] } ?? [])
            for name in names {
                stepsOfField[name, default: []].formUnion(steps)
                paths.append(FieldPath(name))
            }
        }
        guard isChanged else { return nil }
        var seen: Set<FieldPath> = []
        paths = paths.filter { seen.insert($0).inserted }
        // One that may stand in several places is shown as the rule calls it.
        return FieldReference(name: paths.count == 1 ? paths[0] : field.name, paths: paths)
    }
}
