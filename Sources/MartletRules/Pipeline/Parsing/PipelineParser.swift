/// Reads processing pipelines as pySigma writes them in YAML.
///
/// What cannot be done here is an error: a rule that a pipeline should have changed must not run as
/// it was.
package struct PipelineParser {
    /// Parts of a pipeline that work on the queries of another system.
    private static let queryKeys = ["postprocessing", "finalizers"]

    private let shared: ValueParser.Shared

    package init(shared: ValueParser.Shared = ValueParser.Shared()) {
        self.shared = shared
    }

    /// Reads a file, which holds one pipeline.
    ///
    /// - Returns: The pipeline, or `nil` after reporting every error in the file.
    package func pipeline(
        _ file: SourceFile,
        into log: inout DiagnosticLog
    ) -> ProcessingPipeline? {
        var parser = YAMLParser()
        guard let documents = parser.parse(file, into: &log) else { return nil }
        let filled = documents.filter { !$0.root.isNull || $0.flaw != nil }
        guard let document = filled.first else {
            log.error(.invalidPipeline, "the file holds no pipeline", at: 0..<1)
            return nil
        }
        guard filled.count == 1 else {
            log.error(
                .invalidPipeline,
                "a file holds one pipeline, not \(filled.count)",
                at: filled[1].root.range,
                help: "write a file for each"
            )
            return nil
        }
        let pipeline = pipeline(document.root, into: &log)
        return document.flaw == nil ? pipeline : nil
    }

    private func pipeline(
        _ root: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ProcessingPipeline? {
        guard var reader = PipelineMapReader(root, kind: "a pipeline", into: &log) else {
            return nil
        }
        for key in PipelineParser.queryKeys {
            guard let member = reader.member(key) else { continue }
            if case .sequence(let elements) = member.value.content, elements.isEmpty { continue }
            reader.fail(
                at: member.key.range,
                "'\(key)' works on queries of other systems; here there is no query",
                help: "remove it",
                into: &log
            )
        }
        // Both say for whom the pipeline is, which is for people to heed.
        _ = reader.text("name", into: &log)
        _ = reader.member("allowed_backends")
        let priority = priority(&reader, into: &log)
        let variables = variables(&reader, into: &log)
        let items = items(&reader, "transformations", into: &log)
        guard reader.finish(into: &log), let priority, let variables, let items else { return nil }
        return ProcessingPipeline(priority: priority, items: items, variables: variables)
    }

    private func priority(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Int? {
        guard let member = reader.member("priority") else { return 0 }
        if case .number(let number)? = member.value.scalar?.value, let integer = number.integer {
            return Int(integer)
        }
        reader.refuse(member, "a whole number", into: &log)
        return nil
    }

    private func variables(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> [String: [String]]? {
        guard let member = reader.member("vars") else { return [:] }
        guard case .mapping(let members) = member.value.content else {
            reader.refuse(member, "a map of names and values", into: &log)
            return nil
        }
        var variables: [String: [String]] = [:]
        for member in members {
            guard let name = member.key.scalar?.text, let values = member.value.texts else {
                reader.refuse(member, "a value or a list of values", into: &log)
                continue
            }
            variables[name] = values
        }
        return variables
    }

    private func items(
        _ reader: inout PipelineMapReader,
        _ name: String,
        into log: inout DiagnosticLog
    ) -> [ProcessingItem]? {
        guard let member = reader.member(name) else { return [] }
        guard case .sequence(let elements) = member.value.content else {
            reader.refuse(member, "a list of transformations", into: &log)
            return nil
        }
        let parser = ProcessingItemParser(shared: shared)
        let items = elements.compactMap { parser.item($0, into: &log) }
        return items.count == elements.count ? items : nil
    }
}
