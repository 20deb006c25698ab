import MartletRules
import Testing

/// Correlations in text, together with rules that they may name.
enum CorrelationSource {
    /// The rules `denied`, with an id, and `allowed`, each with a document of its own.
    static let rules = """
        ---
        title: Denied
        id: 7f1c2b1e-0001-4000-8000-000000000001
        name: denied
        logsource: {product: kubernetes, service: audit}
        detection:
            selection: {responseStatus.code: 403}
            condition: selection
        ---
        title: Allowed
        name: allowed
        logsource: {product: kubernetes, service: audit}
        detection:
            selection: {responseStatus.code: 200}
            condition: selection

        """

    /// Loads one file of documents, followed by ``rules``, that has no errors.
    static func load(_ text: String, pipeline: String? = nil) throws -> RuleSet {
        var loader = RuleLoader()
        if let pipeline { loader.load(pipelineSource: Array(pipeline.utf8), file: "pipeline.yml") }
        loader.load(source: Array((text + "\n" + rules).utf8), file: "rule.yml")
        let loaded = loader.finish()
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(DiagnosticFormatter().format(errors))")
        return loaded.ruleSet
    }

    /// The first correlation of a file.
    static func correlation(_ text: String, pipeline: String? = nil) throws -> Correlation {
        try #require(try load(text, pipeline: pipeline).correlations.first)
    }

    /// A correlation with some of its parts, as flow or block YAML indented by four spaces.
    static func text(_ parts: String, more: String = "") -> String {
        let indented = parts.split(separator: "\n").map { "    \($0)\n" }.joined()
        return "title: Correlation\ncorrelation:\n\(indented)\(more)"
    }
}
