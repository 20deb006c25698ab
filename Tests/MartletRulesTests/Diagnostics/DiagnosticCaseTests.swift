import Foundation
import MartletRules
import Testing

/// The full rendering of every diagnostic; `MARTLET_UPDATE_CASES=1` writes the cases anew.
@Suite struct DiagnosticCaseTests {
    @Test(arguments: DiagnosticCase.all)
    func rendersAsRecorded(_ diagnosticCase: DiagnosticCase) throws {
        var loader = RuleLoader(today: CalendarDate("2026-11-25"))
        if let pipeline = diagnosticCase.pipeline {
            loader.load(pipelineSource: Array(pipeline.utf8), file: "pipeline.yml")
        }
        loader.load(source: Array(diagnosticCase.rule.utf8), file: "rule.yml")
        let rendering = DiagnosticFormatter().format(loader.finish().diagnostics)
        if ProcessInfo.processInfo.environment["MARTLET_UPDATE_CASES"] == "1" {
            try diagnosticCase.update(rendering)
        } else {
            #expect(rendering == diagnosticCase.rendering)
        }
    }

    @Test func everyCodeHasACase() {
        // Their cases need other files, or bytes that are no text: see RuleLoaderTests,
        // PlaceholderFileTests and YAMLParserTests.
        let shownElsewhere: [DiagnosticCode] = [.unreadableFile, .notUTF8, .invalidPlaceholder]
        for code in DiagnosticCode.all
        where !shownElsewhere.contains(code) && !LintCatalogue.isLint(code) {
            let isShown = DiagnosticCase.all.contains { $0.rendering.contains("[\(code)]") }
            #expect(isShown, "\(code): \(code.explanation)")
        }
    }

    @Test func casesCarryTheCodeTheyAreNamedAfter() {
        #expect(!DiagnosticCase.all.isEmpty)
        for diagnosticCase in DiagnosticCase.all where diagnosticCase.name.hasPrefix("M") {
            #expect(diagnosticCase.rendering.contains("[\(diagnosticCase.name.prefix(4))]"))
        }
    }

    @Test func numbersAreUniqueAndRising() {
        let numbers = DiagnosticCode.all.map(\.number)
        #expect(numbers == Array(Set(numbers)).sorted())
        #expect(DiagnosticCode.all.allSatisfy { $0.explanation.hasSuffix(".") })
    }
}
