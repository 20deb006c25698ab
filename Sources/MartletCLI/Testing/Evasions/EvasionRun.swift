internal import MartletEngine
internal import MartletRules

/// Changes the events that rules must match, and tries whether they still do.
struct EvasionRun {
    private let rules: RuleSet
    private let filter: TestFilter?
    private let options: ScanOptions

    /// - Parameters:
    ///   - rules: the rules with their tests.
    ///   - filter: chooses tests; `nil` admits all.
    ///   - options: how a scan would read events.
    init(_ rules: RuleSet, filter: TestFilter?, options: ScanOptions) {
        self.rules = rules
        self.filter = filter
        self.options = options
    }

    /// Tries every change on every event of the tests that the filter admits.
    func report() -> EvasionReport {
        var report = EvasionReport()
        for rule in rules.rules {
            let isWanted = filter.map { $0.admits(rule.metadata) } ?? true
            let tests = rule.tests.filter { test in
                test.expectsMatch && test.signals == nil
                    && (isWanted || filter?.admits(test) ?? true)
            }
            guard !tests.isEmpty else { continue }
            evade(rule, tests, into: &report)
        }
        return report
    }

    private func evade(_ rule: Rule, _ tests: [RuleTest], into report: inout EvasionReport) {
        let trial = EvasionTrial(rule, of: rules, options: options)
        report.ruleCount += 1
        var found = EvasionReport.RuleEvasions(rule)
        for test in tests {
            do throws(RuleTest.UnreadableFile) {
                for testCase in try test.cases() {
                    change(testCase, of: rule, by: trial, into: &found, &report)
                }
            } catch {
                report.unreadableFiles.append("\(error.path): \(error.reason)")
            }
        }
        report.add(found, of: rule)
    }

    private func change(
        _ testCase: RuleTestCase,
        of rule: Rule,
        by trial: EvasionTrial,
        into found: inout EvasionReport.RuleEvasions,
        _ report: inout EvasionReport
    ) {
        guard let event = EventValue(event: testCase.event),
            trial.matches(testCase.event)
        else {
            report.failingCount += 1
            return
        }
        report.hitCount += 1
        let isAudit = rule.logSource.product == "kubernetes"
        let request = EvasionRequest(event)
        for evasion in EvasionCatalogue.all where isAudit || evasion.change.isOfAnyEvent {
            let variants = evasion.variants(of: request) { trial.matches($0.json()) }
            report.variantCount += variants.count
            if !variants.isEmpty { found.tried.insert(evasion.change) }
            for variant in variants where !trial.matches(variant.event) {
                found.add(evasion.change, variant, of: testCase) {
                    explanation(of: rule, variant.event)
                }
            }
        }
    }

    private func explanation(of rule: Rule, _ event: [UInt8]) -> Explanation? {
        var reading = EventReading()
        reading.options = options
        reading.logSources = rules.logSources
        var explainer = Explainer(rule, filters: rules.filters(of: rule), reading: reading)
        return try? explainer.explain(event)
    }
}
