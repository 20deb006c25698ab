/// Transformations of field names.
extension TransformationParser {
    /// `mapping`: names and their new ones, one or several; the key null stands for keywords.
    func mapping(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> FieldNameTransformation? {
        guard let pairs = namePairs(&reader, into: &log) else { return nil }
        var mapping: [String: [String]] = [:]
        var keywords: [String]?
        for (key, names) in pairs {
            if key.isNull {
                keywords = names
            } else if let name = key.scalar?.text {
                mapping[name] = names
            }
        }
        return .mapping(mapping, keywords: keywords)
    }

    /// `mapping`: beginnings of names and their new ones, one or several.
    func prefixMapping(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> FieldNameTransformation? {
        guard let pairs = namePairs(&reader, into: &log) else { return nil }
        var mapping: [(prefix: String, replacements: [String])] = []
        for (key, names) in pairs {
            guard let prefix = key.scalar?.text, !key.isNull else {
                reader.fail(at: key.range, "keywords have no prefix to map", into: &log)
                return nil
            }
            mapping.append((prefix, names))
        }
        return .prefixMapping(mapping)
    }

    private func namePairs(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> [(key: YAMLNode, names: [String])]? {
        guard let member = reader.required("mapping", into: &log) else { return nil }
        guard case .mapping(let members) = member.value.content else {
            reader.refuse(member, "a map of field names", into: &log)
            return nil
        }
        var pairs: [(key: YAMLNode, names: [String])] = []
        for member in members {
            guard member.key.scalar != nil, let names = reader.texts(member, into: &log) else {
                continue
            }
            if names.contains(where: \.isEmpty) {
                reader.fail(at: member.value.range, "a field name is empty", into: &log)
                continue
            }
            pairs.append((member.key, names))
        }
        return pairs.count == members.count ? pairs : nil
    }
}
