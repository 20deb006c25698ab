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
            let regex = PipelineRegex(shared: shared).expression(pattern.value, into: &log)
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
        // Read as the value of a field without modifiers, which every leaf can be.
        let parser = ValueParser(
            field: FieldReference(FieldPath("value")),
            modifiers: ItemModifiers(),
            shared: shared
        )
        var problems: [TextProblem] = []
        return parser.tests(typed, problems: &problems).map { .setValue(typed, $0) }
    }

    /// `valid_hash_algos`, `field_prefix`, `drop_algo_prefix`.
    func hashes(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> HashSplitting? {
        let algorithms = reader.requiredTexts("valid_hash_algos", into: &log)
        let prefix = reader.text("field_prefix", into: &log) ?? ""
        let dropsAlgorithm = reader.flag("drop_algo_prefix", into: &log)
        guard let algorithms else { return nil }
        if dropsAlgorithm, prefix.isEmpty {
            reader.fail(
                at: reader.range,
                "without a 'field_prefix' and the name of the algorithm a field has no name",
                into: &log
            )
            return nil
        }
        return HashSplitting(
            algorithms: algorithms,
            fieldPrefix: prefix,
            dropsAlgorithm: dropsAlgorithm
        )
    }

    /// `include` or `exclude`.
    func placeholders(
        _ source: PlaceholderTransformation.Source,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> PlaceholderTransformation? {
        let include = reader.member("include")
        let exclude = reader.member("exclude")
        if include != nil, let exclude {
            let message = "'include' and 'exclude' exclude each other"
            reader.fail(at: exclude.key.range, message, help: "keep one of them", into: &log)
            return nil
        }
        guard let member = include ?? exclude else {
            return PlaceholderTransformation(source: source, included: nil, excluded: [])
        }
        guard let names = reader.texts(member, into: &log) else { return nil }
        return PlaceholderTransformation(
            source: source,
            included: include == nil ? nil : names,
            excluded: include == nil ? names : []
        )
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
