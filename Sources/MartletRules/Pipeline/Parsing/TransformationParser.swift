/// Reads what a step of a pipeline does, by its type.
struct TransformationParser {
    private enum Kind: String, CaseIterable {
        case fieldNameMapping = "field_name_mapping"
        case fieldNamePrefixMapping = "field_name_prefix_mapping"
        case fieldNamePrefix = "field_name_prefix"
        case fieldNameSuffix = "field_name_suffix"
        case dropDetectionItem = "drop_detection_item"
        case addCondition = "add_condition"
        case changeLogSource = "change_logsource"
        case replaceString = "replace_string"
        case mapString = "map_string"
        case setValue = "set_value"
        case convertType = "convert_type"
        case letterCase = "case"
        case hashesFields = "hashes_fields"
        case valuePlaceholders = "value_placeholders"
        case wildcardPlaceholders = "wildcard_placeholders"
        case addField = "add_field"
        case removeField = "remove_field"
        case setField = "set_field"
        case setState = "set_state"
        case setCustomAttribute = "set_custom_attribute"
        case ruleFailure = "rule_failure"
        case detectionItemFailure = "detection_item_failure"
        case nest
    }

    /// What pySigma knows and why it cannot be done here.
    private static let refused: [String: String] = [
        "field_name_transform": "it names a function of Python",
        "query_expression_placeholders": "it makes a part of a query, and here there is none",
        "regex": "it serves systems that mind the case; here text is compared in any case",
        "strict_field_mapping_failure": "use 'detection_item_failure' with 'exclude_fields'",
    ]

    let shared: ValueParser.Shared

    /// Whether a type can be done, after reporting why not.
    func check(_ type: YAMLMember, into log: inout DiagnosticLog) -> Bool {
        let name = type.value.scalar?.text ?? ""
        if Kind(rawValue: name) != nil { return true }
        if let reason = TransformationParser.refused[name] {
            log.error(
                .unsupportedPipelinePart,
                "the transformation '\(name)' cannot be done: \(reason)",
                at: type.value.range
            )
            return false
        }
        let names = Kind.allCases.map(\.rawValue)
        log.error(
            .unknownPipelinePart,
            "unknown transformation '\(name)'",
            at: type.value.range,
            help: Suggestion.help(for: name, among: names)
        )
        return false
    }

    /// Reads what a type that can be done needs.
    ///
    /// - Returns: The transformation, or `nil` after reporting what is wrong with it.
    func transformation(
        _ type: YAMLMember,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Transformation? {
        guard let kind = type.value.scalar.flatMap({ Kind(rawValue: $0.text) }) else { return nil }
        switch kind {
        case .fieldNameMapping: return mapping(&reader, into: &log).map { .fieldNames($0) }
        case .fieldNamePrefixMapping:
            return prefixMapping(&reader, into: &log).map { .fieldNames($0) }
        case .fieldNamePrefix:
            return reader.requiredText("prefix", into: &log).map { .fieldNames(.prefix($0)) }
        case .fieldNameSuffix:
            return reader.requiredText("suffix", into: &log).map { .fieldNames(.suffix($0)) }
        case .dropDetectionItem: return .dropItems
        case .addCondition: return addedCondition(&reader, into: &log).map { .addCondition($0) }
        case .changeLogSource: return reader.logSource(into: &log).map { .changeLogSource($0) }
        case .replaceString: return replacement(&reader, into: &log).map { .values($0) }
        case .mapString: return stringMapping(&reader, into: &log).map { .values($0) }
        case .setValue: return setValue(&reader, into: &log).map { .values($0) }
        case .convertType:
            let type: ValueTransformation.ScalarType? =
                reader.choice(reader.required("target_type", into: &log), into: &log)
            return type.map { .values(.convert($0)) }
        case .hashesFields: return hashes(&reader, into: &log).map { .splitHashes($0) }
        case .valuePlaceholders:
            return placeholders(.variables, &reader, into: &log).map { .placeholders($0) }
        case .wildcardPlaceholders:
            return placeholders(.wildcard, &reader, into: &log).map { .placeholders($0) }
        case .addField:
            return reader.requiredTexts("field", into: &log).map { .fieldList(.add($0)) }
        case .removeField:
            return reader.requiredTexts("field", into: &log).map { .fieldList(.remove($0)) }
        case .setField:
            return reader.requiredTexts("fields", into: &log).map { .fieldList(.set($0)) }
        case .letterCase: return letterCase(&reader, into: &log).map { .values($0) }
        case .setState: return setState(&reader, into: &log)
        case .setCustomAttribute: return setAttribute(&reader, into: &log)
        case .ruleFailure:
            return reader.requiredText("message", into: &log).map { .failRule($0) }
        case .detectionItemFailure:
            return reader.requiredText("message", into: &log).map { .failItem($0) }
        case .nest: return nest(&reader, into: &log)
        }
    }

    private func setState(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Transformation? {
        let key = reader.requiredText("key", into: &log)
        let value = reader.scalar(reader.required("val", into: &log), into: &log)
        guard let key, let value else { return nil }
        return .setState(key: key, value: value)
    }

    private func setAttribute(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Transformation? {
        let name = reader.requiredText("attribute", into: &log)
        let value = reader.scalar(reader.required("value", into: &log), into: &log)
        guard let name, let value else { return nil }
        return .setAttribute(name: name, value: value)
    }

    private func nest(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Transformation? {
        guard let member = reader.required("items", into: &log) else { return nil }
        guard case .sequence(let elements) = member.value.content else {
            reader.refuse(member, "a list of transformations", into: &log)
            return nil
        }
        // The depth is bounded by that of the YAML.
        let parser = ProcessingItemParser(shared: shared)
        let items = elements.compactMap { parser.item($0, into: &log) }
        return items.count == elements.count ? .nest(items) : nil
    }

    private func addedCondition(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> AddedCondition? {
        let name = reader.text("name", into: &log)
        let isTemplate = reader.flag("template", into: &log)
        let isNegated = reader.flag("negated", into: &log)
        guard let member = reader.required("conditions", into: &log) else { return nil }
        guard case .mapping = member.value.content else {
            reader.refuse(member, "a map of fields and values", into: &log)
            return nil
        }
        guard
            let search = SearchParser(shared: shared, isInBlock: false).search(
                member.value,
                into: &log
            )
        else {
            return nil
        }
        return AddedCondition(
            name: name ?? "_condition",
            isNegated: isNegated,
            search: search,
            template: isTemplate ? member.value : nil,
            file: log.file,
            location: log.file.location(at: member.key.range.lowerBound)
        )
    }
}
