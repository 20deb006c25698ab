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

    /// A rule, or a correlation with a number behind those of all rules.
    private struct Subject {
        let metadata: RuleMetadata
        let ordinal: Int
        let isSilent: Bool
        let tests: [RuleTest]
    }

    private var subjects: [Subject] {
        let ofRules = rules.rules.enumerated().map { ordinal, rule in
            Subject(
                metadata: rule.metadata,
                ordinal: ordinal,
                isSilent: rule.isSilent,
                tests: rule.tests
            )
        }
        let ofCorrelations = rules.correlations.enumerated().map { index, correlation in
            Subject(
                metadata: correlation.metadata,
                ordinal: rules.rules.count + index,
                isSilent: correlation.isSilent,
                tests: correlation.tests
            )
        }
        return ofRules + ofCorrelations
    }

    /// Runs every test that the filter admits.
    func report() -> TestReport {
        let engine = Engine(rules)
        var trial = EventTrial(engine, options: options)
        let sequences = SequenceTrial(rules, engine, options: options)
        var entries: [TestReport.Entry] = []
        var hasUnreadableFile = false
        for subject in subjects {
            let isWanted = filter.map { $0.admits(subject.metadata) } ?? true
            let tests = subject.tests.filter { isWanted || filter?.admits($0) ?? true }
            guard isWanted || !tests.isEmpty else { continue }
            var cases: [TestReport.Case] = []
            for test in tests {
                do throws(RuleTest.UnreadableFile) {
                    if let signals = test.signals {
                        cases.append(try result(of: test, signals, subject, sequences))
                    } else {
                        cases += try results(of: test, subject.ordinal, in: &trial)
                    }
                } catch {
                    hasUnreadableFile = true
                    cases.append(
                        Self.broken(test, "cannot read \(error.path): \(error.reason)")
                    )
                }
            }
            entries.append(
                .init(rule: subject.metadata, isSilent: subject.isSilent, cases: cases)
            )
        }
        return TestReport(
            entries: entries,
            disabled: rules.disabled,
            requiresTests: requiresTests,
            hasUnreadableFile: hasUnreadableFile
        )
    }

    /// Tries the events of a test together.
    private func result(
        of test: RuleTest,
        _ expected: SignalExpectation,
        _ subject: Subject,
        _ sequences: SequenceTrial
    ) throws(RuleTest.UnreadableFile) -> TestReport.Case {
        guard !subject.isSilent || subject.ordinal >= rules.rules.count else {
            return Self.broken(test, "the rule gives no signals: only correlations read it")
        }
        let events = try test.cases().map(\.event)
        if events.isEmpty, case .file(let file) = test.source {
            return Self.broken(test, "\(file) holds no event")
        }
        let result: TestReport.Result =
            switch sequences.outcome(of: events, ordinal: subject.ordinal) {
            case .broken(let reason): .broken(reason: reason)
            case .signals(let signals, let noTimeCount):
                expected.problem(with: signals)
                    .map { .otherSignals($0 + Self.hint(atEventsWithoutTime: noTimeCount)) }
                    ?? .passed
            }
        return TestReport.Case(
            name: test.name,
            location: test.location,
            event: nil,
            expectsMatch: test.expectsMatch,
            result: result
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

    /// Small events are easily made too small.
    private static func hint(atEventsWithoutTime count: Int) -> String {
        guard count > 0 else { return "" }
        return count == 1
            ? "; an event says no time that a log source knows"
            : "; \(ReadableNumber.grouped(count)) events say no time that a log source knows"
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
