internal import MartletEngine
internal import MartletRules

/// Runs the tests of rules with the engine that scans, all rules together.
struct TestRun {
    private let rules: RuleSet
    private let filter: TestFilter?
    private let requiresTests: Bool
    private let options: ScanOptions

    /// - Parameters:
    ///   - rules: the rules with their tests.
    ///   - filter: chooses tests; `nil` admits all.
    ///   - requiresTests: whether a rule without tests is a failure.
    ///   - options: how a scan would read events.
    init(_ rules: RuleSet, filter: TestFilter?, requiresTests: Bool, options: ScanOptions) {
        self.rules = rules
        self.filter = filter
        self.requiresTests = requiresTests
        self.options = options
    }

    /// Runs every test that the filter admits.
    func report() -> TestReport {
        var trial = EventTrial(Engine(rules), options: options)
        var entries: [TestReport.Entry] = []
        var hasUnreadableFile = false
        for (ordinal, rule) in rules.rules.enumerated() {
            let isWanted = filter.map { $0.admits(rule) } ?? true
            let tests = rule.tests.filter { isWanted || filter?.admits($0) ?? true }
            guard isWanted || !tests.isEmpty else { continue }
            var cases: [TestReport.Case] = []
            for test in tests {
                do throws(RuleTest.UnreadableFile) {
                    cases += try results(of: test, ordinal, in: &trial)
                } catch {
                    hasUnreadableFile = true
                    cases.append(
                        Self.broken(test, "cannot read \(error.path): \(error.reason)")
                    )
                }
            }
            entries.append(.init(rule: rule, cases: cases))
        }
        return TestReport(
            entries: entries,
            requiresTests: requiresTests,
            hasUnreadableFile: hasUnreadableFile
        )
    }

    private func results(
        of test: RuleTest,
        _ ordinal: Int,
        in trial: inout EventTrial
    ) throws(RuleTest.UnreadableFile) -> [TestReport.Case] {
        let cases = try test.cases()
        if cases.isEmpty, case .file(let file) = test.source {
            return [Self.broken(test, "\(file) holds no event")]
        }
        return cases.map { testCase in
            TestReport.Case(
                name: testCase.name,
                location: test.location,
                event: testCase.place,
                expectsMatch: test.expectsMatch,
                result: result(of: testCase, ordinal, in: &trial)
            )
        }
    }

    private func result(
        of testCase: RuleTestCase,
        _ ordinal: Int,
        in trial: inout EventTrial
    ) -> TestReport.Result {
        switch trial.verdict(on: testCase.event) {
        case .malformed(let failure, let offset):
            return .broken(reason: "the event is malformed at byte \(offset + 1): \(failure)")
        case .matches(let ordinals):
            if ordinals.contains(ordinal) == testCase.test.expectsMatch { return .passed }
            var reading = EventReading()
            reading.options = options
            reading.logSources = rules.logSources
            var explainer = Explainer(
                rules.rules[ordinal],
                filters: rules.filters(of: rules.rules[ordinal]),
                reading: reading
            )
            return .failed(try? explainer.explain(testCase.event))
        }
    }

    private static func broken(_ test: RuleTest, _ reason: String) -> TestReport.Case {
        TestReport.Case(
            name: test.name,
            location: test.location,
            event: nil,
            expectsMatch: test.expectsMatch,
            result: .broken(reason: reason)
        )
    }
}
