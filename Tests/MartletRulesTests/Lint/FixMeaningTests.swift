import MartletRules
import MartletTestSupport
import Testing

/// A fix that does not say otherwise leaves the meaning of every rule as it was.
@Suite struct FixMeaningTests {
    @Test(arguments: LintCase.all)
    func fixedCasesMatchTheSameEvents(_ lintCase: LintCase) {
        let fixed = LintCase.fixed(lintCase.rule, code: lintCase.code)
        guard !fixed.applied.isEmpty, fixed.applied.allSatisfy({ $0.fix.consequence == nil }) else {
            return
        }
        expectSameMeaning(
            RuleSource.load(lintCase.rule).ruleSet.rules,
            RuleSource.load(fixed.text).ruleSet.rules
        )
    }

    @Test(
        .enabled(
            if: SigmaHQCorpus.corpora != nil,
            "set MARTLET_CORPORA to the folder that holds sigmahq-rules.tar.xz"
        )
    )
    func fixedRulesOfSigmaHQMatchTheSameEvents() throws {
        let corpus = try SigmaHQCorpus()
        var loader = RuleLoader(keepsSources: true)
        loader.load(path: corpus.folder)
        let loaded = loader.finish()
        try corpus.remove()
        var fixedCount = 0
        for source in loaded.sources {
            let result = FileFixer().fix(source.file.bytes, path: source.file.path)
            guard !result.applied.isEmpty,
                result.applied.allSatisfy({ $0.fix.consequence == nil })
            else { continue }
            fixedCount += 1
            var before = RuleLoader()
            before.load(source: source.file.bytes, file: source.file.path)
            var after = RuleLoader()
            after.load(source: result.bytes, file: source.file.path)
            expectSameMeaning(before.finish().ruleSet.rules, after.finish().ruleSet.rules)
        }
        #expect(fixedCount > 50)
    }

    private func expectSameMeaning(_ rules: [Rule], _ fixedRules: [Rule]) {
        #expect(rules.count == fixedRules.count)
        var random = RandomSource(seed: 11)
        let events = RandomRuleEvents(rules + fixedRules)
        for _ in 0..<60 {
            let event = events.event(using: &random)
            let evaluator = ReferenceEvaluator(event: event)
            for (rule, fixed) in zip(rules, fixedRules) {
                #expect(
                    evaluator.matches(rule) == evaluator.matches(fixed),
                    "\(rule.location): \(RuleDump.text(rule))\(RuleDump.text(fixed))\(event)"
                )
            }
        }
    }
}
