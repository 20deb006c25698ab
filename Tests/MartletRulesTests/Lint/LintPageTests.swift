import MartletRules
import Testing

/// The pages of docs/lints say what the lints do, and their examples are run.
@Suite struct LintPageTests {
    @Test func everyLintHasAPage() {
        let expected = LintCatalogue.entries.map { "\($0.code).md" }
        #expect(LintPage.all.map(\.name) == expected)
        for (code, _) in LintCatalogue.entries { #expect(code.page == "docs/lints/\(code).md") }
    }

    @Test(arguments: LintPage.all)
    func pagesFollowTheCatalogue(_ page: LintPage) throws {
        let entry = try #require(LintCatalogue.entries.first { $0.code.description == page.code })
        let isFixed = LintCase.all.contains {
            $0.code == page.code && $0.outcome.contains("-- fixed.yml --")
        }
        #expect(page.lines.first?.hasPrefix("# \(page.code): ") == true)
        #expect(page.lines.dropFirst(2).first.map(String.init) == entry.code.explanation)
        let fixing = isFixed ? "Fixed by `martlet check --fix`." : "Not fixed by itself."
        #expect(page.lines.contains("Level: \(entry.level). \(fixing)"))
        for heading in ["What it does", "Why is this bad", "Example", "Use instead"] {
            #expect(page.lines.contains("## \(heading)"))
        }
    }

    @Test(arguments: LintPage.all)
    func theExampleIsWhatThePageIsAbout(_ page: LintPage) throws {
        let example = try #require(page.code(below: "Example"))
        #expect(!LintCase.check(example, code: page.code).isEmpty)
        #expect(!RuleSource.load(example).hasErrors)
    }

    @Test(arguments: LintPage.all)
    func theAlternativeIsSilent(_ page: LintPage) throws {
        let alternative = try #require(page.code(below: "Use instead"))
        #expect(LintCase.check(alternative, code: page.code).isEmpty)
        #expect(!RuleSource.load(alternative).hasErrors)
    }
}
