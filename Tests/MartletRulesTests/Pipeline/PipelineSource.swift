import MartletRules
import Testing

/// Loads a rule behind processing pipelines and takes it apart for tests.
enum PipelineSource {
    /// A rule of Windows process events around a selection, whose lines are indented here.
    static func rule(_ selection: String, more: String = "") -> String {
        let indented = selection.split(separator: "\n").map { "        \($0)\n" }.joined()
        return """
            title: Rule
            id: rule
            level: high
            status: test
            tags: [attack.execution]
            logsource:
                category: process_creation
                product: windows
            detection:
                selection:
            \(indented)    condition: selection
            \(more)
            """
    }

    /// The text of a pipeline around its steps, whose lines are indented here.
    static func pipeline(_ steps: String, more: String = "") -> String {
        let indented = steps.split(separator: "\n").map { "    \($0)\n" }.joined()
        return "transformations:\n\(indented)\(more)\n"
    }

    static func load(_ rule: String, through pipelines: [String]) -> LoadedRules {
        var loader = RuleLoader()
        for (index, text) in pipelines.enumerated() {
            loader.load(pipelineSource: Array(text.utf8), file: "pipeline\(index).yml")
        }
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        return loader.finish()
    }

    /// The only rule behind one pipeline of these steps.
    static func rule(_ text: String, through steps: String) throws -> Rule {
        let loaded = load(text, through: [pipeline(steps)])
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(DiagnosticFormatter().format(errors))")
        return try #require(loaded.ruleSet.rules.first)
    }

    /// The items of the rule's selections, in order.
    static func items(of rule: Rule) -> [DetectionItem] {
        rule.detection.selections.flatMap { items(of: $0.search) }
    }

    private static func items(of search: Search) -> [DetectionItem] {
        switch search {
        case .all(let parts), .any(let parts): parts.flatMap(items)
        case .elements(let block): block.body.selections.flatMap { items(of: $0.search) }
        case .item(let item): [item]
        }
    }

    /// The names of the fields of a selection behind these steps.
    static func fields(_ selection: String, through steps: String) throws -> [String?] {
        items(of: try rule(rule(selection), through: steps)).map { $0.field?.description }
    }

    /// The values of a selection behind these steps, as a rule would write them.
    static func values(_ selection: String, through steps: String) throws -> [String] {
        let items = items(of: try rule(rule(selection), through: steps))
        return items.flatMap(\.values).flatMap(\.tests).map { test in
            switch test {
            case .text(let pattern, let isCased): (isCased ? "cased " : "") + pattern.sigmaText
            case .number(let number): "number \(number.text)"
            case .boolean(let value): "boolean \(value)"
            case .null: "null"
            case .regex(let regex): "re \(regex.pattern)"
            default: "other"
            }
        }
    }
}
