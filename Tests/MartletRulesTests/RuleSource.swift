import MartletRules
import Testing

/// Loads rules from text and takes them apart for tests.
enum RuleSource {
    /// Loads a file of any number of documents.
    static func load(_ text: String) -> LoadedRules {
        var loader = RuleLoader()
        loader.load(source: Array(text.utf8), file: "rule.yml")
        return loader.finish()
    }

    /// The text of a rule around a detection, whose lines are indented here.
    static func rule(detection: String, more: String = "") -> String {
        let indented = detection.split(separator: "\n").map { "    \($0)\n" }.joined()
        return "title: Rule\nlogsource:\n    product: kubernetes\ndetection:\n\(indented)\(more)"
    }

    /// The only selection's search under a condition that names it.
    static func search(_ selection: String) throws -> Search {
        let indented = selection.split(separator: "\n").map { "    \($0)\n" }.joined()
        let detection = "selection:\n\(indented)condition: selection"
        let loaded = load(rule(detection: detection))
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(DiagnosticFormatter().format(errors))")
        return try #require(loaded.ruleSet.rules.first?.detection.selections.first?.search)
    }

    /// The item of a selection with one field.
    static func item(_ selection: String) throws -> DetectionItem {
        guard case .item(let item) = try search(selection) else {
            throw NotAnItem()
        }
        return item
    }

    /// The codes of what is wrong with a rule around a selection.
    static func codes(selection: String) -> [DiagnosticCode] {
        let indented = selection.split(separator: "\n").map { "    \($0)\n" }.joined()
        let detection = "selection:\n\(indented)condition: selection"
        return load(rule(detection: detection)).diagnostics.map(\.code)
    }

    private struct NotAnItem: Error {}
}
