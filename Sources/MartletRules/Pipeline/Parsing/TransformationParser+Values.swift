/// Transformations of values.
extension TransformationParser {
    /// The length beyond which a replacement is refused, in bytes.
    private static let replacementByteLimit = 1 << 10

    /// `regex`, `replacement`, `skip_special`, `interpret_special`.
    func replacement(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> ValueTransformation? {
        let pattern = reader.required("regex", into: &log)
        let replacement = reader.required("replacement", into: &log)
        let skipsWildcards = reader.flag("skip_special", into: &log)
        let readsWildcards = reader.flag("interpret_special", into: &log)
        guard let pattern, let replacement, let text = reader.scalar(replacement, into: &log)?.text,
            let regex = PipelineRegex(regexes: regexes).expression(pattern.value, into: &log)
        else { return nil }
        guard text.utf8.count <= Self.replacementByteLimit else {
            let message = "the replacement is longer than \(Self.replacementByteLimit >> 10) KiB"
            reader.fail(at: replacement.value.range, message, into: &log)
            return nil
        }
        if !regex.admits(replacement: text) {
            reader.fail(
                at: replacement.value.range,
                "the replacement names a group that the expression lacks, or has a lone backslash",
                help: #"write '\1' to '\9' for groups, and '\\' for a backslash"#,
                into: &log
            )
            return nil
        }
        return .replaceString(
            StringReplacement(
                regex: regex,
                replacement: text,
                skipsWildcards: skipsWildcards,
                readsWildcards: readsWildcards
            )
        )
    }

    /// `mapping`: texts and what stands for them, one text or several.
    func stringMapping(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> ValueTransformation? {
        guard let member = reader.required("mapping", into: &log) else { return nil }
        guard case .mapping(let members) = member.value.content else {
            reader.refuse(member, "a map of texts", into: &log)
            return nil
        }
        var mapping: [(pattern: TextPattern, replacements: [String])] = []
        for member in members {
            guard let key = member.key.scalar?.text, let texts = reader.texts(member, into: &log)
            else { continue }
            mapping.append((TextPattern(parsing: key), texts))
        }
        return mapping.count == members.count ? .mapString(mapping) : nil
    }

    /// `value`, and `force_type` to read it as text or as a number.
    func setValue(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> ValueTransformation? {
        let forcedType: ValueTransformation.ScalarType? =
            reader.choice(reader.member("force_type"), into: &log)
        guard let member = reader.requiredOrNull("value", into: &log),
            let scalar = reader.scalar(member, into: &log)
        else { return nil }
        guard let typed = scalar.converted(to: forcedType) else {
            reader.refuse(member, "a number", into: &log)
            return nil
        }
        let node = YAMLNode(.scalar(typed), range: member.value.range)
        let key = ItemKey(field: FieldPath("value"), range: member.value.range)
        let test = ValueParser(key: key, regexes: regexes).test(node, into: &log)
        return test.map { .setValue(typed, [$0]) }
    }

    /// `method`.
    func letterCase(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> ValueTransformation? {
        guard let member = reader.member("method") else { return .changeCase(.lower) }
        let method: ValueTransformation.LetterCase? = reader.choice(member, into: &log)
        return method.map { .changeCase($0) }
    }
}
