package import MartletEngine
package import MartletRules

/// What came of testing rules.
package struct TestReport {
    /// What came of one case.
    package enum Result {
        case passed
        /// The rule did the other thing; with an explanation, unless the line holds many events.
        case failed(Explanation?)
        /// A sequence gave other signals; with what was expected and what there was.
        case otherSignals(String)
        /// The case is no case: its event cannot be read or is none; with the reason.
        case broken(reason: String)
    }

    /// One event, or what stands in its place when it cannot be read.
    package struct Case {
        package let name: String
        /// Where the test stands.
        package let location: SourceLocation
        /// The file and line that hold the event, if it is not in the test itself.
        package let event: (file: String, line: Int)?
        package let expectsMatch: Bool
        package let result: Result

        package init(
            name: String,
            location: SourceLocation,
            event: (file: String, line: Int)?,
            expectsMatch: Bool,
            result: Result
        ) {
            self.name = name
            self.location = location
            self.event = event
            self.expectsMatch = expectsMatch
            self.result = result
        }

        /// What went wrong, as the end of a sentence; `nil` if nothing did.
        package var problem: String? {
            switch result {
            case .passed: nil
            case .failed:
                expectsMatch ? "expected a match, got none" : "expected no match, got one"
            case .otherSignals(let problem): problem
            case .broken(let reason): reason
            }
        }
    }

    /// A rule or a correlation, and its cases.
    package struct Entry {
        package let rule: RuleMetadata
        /// Whether it is tested by the tests of what reads it.
        package let isSilent: Bool
        package let cases: [Case]

        package init(rule: RuleMetadata, isSilent: Bool = false, cases: [Case]) {
            self.rule = rule
            self.isSilent = isSilent
            self.cases = cases
        }
    }

    /// The rules in the order of loading, those without cases included.
    package let entries: [Entry]
    /// Rules that are disabled, whose tests were not run.
    package let disabled: [DisabledRule]
    /// Whether a rule without tests is a failure.
    package let requiresTests: Bool
    /// Whether a file of events could not be read.
    package let hasUnreadableFile: Bool

    package init(
        entries: [Entry],
        disabled: [DisabledRule] = [],
        requiresTests: Bool,
        hasUnreadableFile: Bool = false
    ) {
        self.entries = entries
        self.disabled = disabled
        self.requiresTests = requiresTests
        self.hasUnreadableFile = hasUnreadableFile
    }

    package var tested: [Entry] { entries.filter { !$0.cases.isEmpty } }
    package var untested: [RuleMetadata] {
        entries.filter { $0.cases.isEmpty && !$0.isSilent }.map(\.rule)
    }
    package var cases: [Case] { entries.flatMap(\.cases) }
    package var passedCount: Int { cases.count(where: \.isPassed) }
    package var failedCount: Int { cases.count(where: \.isFailed) }
    package var brokenCount: Int { cases.count(where: \.isBroken) }

    /// Whether all that was asked for holds.
    package var isSuccess: Bool {
        passedCount == cases.count && !(requiresTests && !untested.isEmpty)
    }
}

extension TestReport.Case {
    package var isPassed: Bool {
        if case .passed = result { true } else { false }
    }

    package var isFailed: Bool {
        switch result {
        case .failed, .otherSignals: true
        case .passed, .broken: false
        }
    }

    package var isBroken: Bool {
        if case .broken = result { true } else { false }
    }
}
