import Foundation
import MartletPolicy
import MartletRules

/// Files of the tests, and policies and rules out of texts.
enum Fixture {
    static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A policy that must be sound.
    static func policy(_ text: String) -> AuditPolicy {
        let (policy, log) = read(text)
        guard let policy else { preconditionFailure(DiagnosticFormatter().format(log.diagnostics)) }
        return policy
    }

    /// A policy and what is wrong with it.
    static func read(_ text: String) -> (policy: AuditPolicy?, log: DiagnosticLog) {
        var log = DiagnosticLog(file: SourceFile(path: "policy.yaml", bytes: Array(text.utf8)))
        let policy = PolicyReader.policy(in: log.file, into: &log)
        return (policy, log)
    }

    /// One of the files in `Cases/policies`.
    static func policy(named name: String) throws -> (policy: AuditPolicy, file: SourceFile) {
        let url = cases.appending(path: "policies/\(name).yaml")
        let text = try String(contentsOf: url, encoding: .utf8)
        return (policy(text), SourceFile(path: "\(name).yaml", bytes: Array(text.utf8)))
    }

    /// The rules in a text.
    static func rules(_ text: String) -> RuleSet {
        var loader = RuleLoader()
        loader.load(source: Array(text.utf8), file: "rules.yml")
        let loaded = loader.finish()
        precondition(!loaded.hasErrors, DiagnosticFormatter().format(loaded.diagnostics))
        return loaded.ruleSet
    }

    /// A rule for Kubernetes audit events with one selection, written in YAML's flow style.
    static func rule(_ selection: String, not filter: String? = nil) -> RuleSet {
        rules(
            """
            title: Rule
            logsource: {product: kubernetes, service: audit}
            detection:
                selection: \(selection)
                filter: \(filter ?? "{verb: never}")
                condition: selection and not filter
            """
        )
    }
}
