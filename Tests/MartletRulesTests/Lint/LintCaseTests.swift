import Foundation
import MartletRules
import Testing

/// What each lint says and mends; `MARTLET_UPDATE_CASES=1` writes the cases anew.
@Suite struct LintCaseTests {
    @Test(arguments: LintCase.all)
    func speaksAsRecorded(_ lintCase: LintCase) throws {
        let outcome = lintCase.expectedOutcome()
        if ProcessInfo.processInfo.environment["MARTLET_UPDATE_CASES"] == "1" {
            try lintCase.update(outcome)
        } else {
            #expect(outcome == lintCase.outcome)
        }
    }

    @Test func everyLintHasACaseThatItSpeaksIn() {
        for (code, _) in LintCatalogue.entries {
            let isShown = LintCase.all.contains { $0.outcome.contains("[\(code)]") }
            #expect(isShown, "\(code): \(code.explanation)")
        }
    }

    @Test(arguments: LintCase.all)
    func fixingTwiceChangesNothing(_ lintCase: LintCase) {
        let once = LintCase.fixed(lintCase.rule, code: lintCase.code)
        let twice = LintCase.fixed(once.text, code: lintCase.code)
        #expect(twice.applied.isEmpty)
        #expect(twice.text == once.text)
    }

    @Test(arguments: LintCase.all)
    func casesLoad(_ lintCase: LintCase) {
        #expect(!RuleSource.load(lintCase.rule).hasErrors)
    }
}
