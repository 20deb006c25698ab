import MartletPolicy
import MartletRules
import Testing

/// docs/diagnostics.md, docs/policy.md and docs/lints/README.md list every code with its meaning.
@Suite struct DiagnosticDocumentTests {
    @Test func everyCodeOfTheParserIsDocumented() throws {
        let expected = DiagnosticCode.all
            .filter { !LintCatalogue.isLint($0) }
            .map { "| \($0) | \($0.explanation) |" }
        #expect(try rows(of: "docs/diagnostics.md") == expected)
    }

    @Test func everyCodeOfAuditPoliciesIsDocumented() throws {
        let expected = PolicyCode.all.map { "| \($0) | \($0.explanation) |" }
        #expect(try rows(of: "docs/policy.md") == expected)
    }

    @Test func everyLintIsListed() throws {
        let expected = try LintCatalogue.entries.map { code, level in
            let page = try #require(
                Repository.documents.first { $0.path == "docs/lints/\(code).md" }
            )
            let fixing = page.text.contains("Fixed by `martlet check --fix`") ? "yes" : ""
            return "| [\(code)](\(code).md) | \(level) | \(fixing) | \(code.explanation) |"
        }
        #expect(try rows(of: "docs/lints/README.md") == expected)
    }

    private func rows(of path: String) throws -> [String] {
        let document = try #require(Repository.documents.first { $0.path == path })
        return document.lines.filter { $0.hasPrefix("| M") || $0.hasPrefix("| [M") }.map(
            String.init
        )
    }
}
