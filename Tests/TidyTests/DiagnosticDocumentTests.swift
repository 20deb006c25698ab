import MartletRules
import Testing

/// docs/diagnostics.md lists every code with its meaning.
@Suite struct DiagnosticDocumentTests {
    @Test func everyCodeIsDocumented() throws {
        let document = try #require(
            Repository.documents.first { $0.path == "docs/diagnostics.md" }
        )
        let rows = document.lines.filter { $0.hasPrefix("| M") }
        let expected = DiagnosticCode.all
            .sorted { $0.number < $1.number }
            .map { "| \($0) | \($0.explanation) |" }
        #expect(rows.map(String.init) == expected)
    }
}
