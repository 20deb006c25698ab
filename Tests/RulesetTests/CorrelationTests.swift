import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The sequences of events beside the correlations: what must give signals does, what must not does
/// not.
@Suite struct CorrelationTests {
    /// A correlation that gives signals, shown by its title.
    struct Entry: Sendable, CustomTestStringConvertible {
        let ordinal: Int
        let correlation: Correlation

        var testDescription: String { correlation.title }
    }

    static let heard = Ruleset.loaded.ruleSet.correlations.enumerated()
        .map { Entry(ordinal: Ruleset.rules.count + $0.offset, correlation: $0.element) }
        .filter { !$0.correlation.isSilent }

    /// What a signal says that tests ask for.
    private struct Found {
        let group: [String: String]
        let count: Int
        let level: Level

        init(group: [FieldValue], names: [FieldPath], count: Int, level: Level) {
            self.group = Dictionary(
                uniqueKeysWithValues: zip(names, group).map { name, value in
                    (name.description, String(decoding: value.text, as: UTF8.self))
                }
            )
            self.count = count
            self.level = level
        }

        func isLike(_ expected: ExpectedSignal) -> Bool {
            expected.group.allSatisfy { group[$0.field.description] == $0.value.text }
                && expected.count.map { $0 == count } ?? true
                && expected.level.map { $0 == level } ?? true
        }
    }

    @Test(arguments: CorrelationTests.heard)
    func theCorrelatorAgreesWithTheTests(_ entry: Entry) throws {
        for test in entry.correlation.tests {
            let run = CorrelatorRun(of: try CorrelationTests.capture(of: test))
            let signals = run.signals.compactMap {
                ReferenceSignal(reading: $0, of: Ruleset.loaded.ruleSet, inputs: ["events.ndjson"])
            }
            let lines = run.signals.map { String(decoding: $0.line, as: UTF8.self) }
            #expect(signals.count == lines.count, "\(lines)")
            check(signals, of: entry, test)
        }
    }

    @Test(arguments: CorrelationTests.heard)
    func theReferenceAgreesWithTheTests(_ entry: Entry) throws {
        for test in entry.correlation.tests {
            let capture = try CorrelationTests.capture(of: test)
            let reference = ReferenceCorrelator(
                Ruleset.loaded.ruleSet,
                capture.records,
                end: capture.end
            )
            check(reference.signals, of: entry, test)
        }
    }

    /// As for rules: three that give signals, and three that give none.
    @Test(arguments: CorrelationTests.heard)
    func bringsSequencesOfBothKinds(_ entry: Entry) throws {
        let tests = entry.correlation.tests
        let hitCount = tests.filter(\.expectsMatch).map(CorrelationTests.signalCount).reduce(0, +)
        #expect(hitCount >= 3)
        let misses = try tests.filter { !$0.expectsMatch }.flatMap { try $0.cases() }
            .map { try CorrelationTests.subject(of: $0.event, for: entry.correlation) }
        #expect(Set(misses).count >= 3)
    }

    /// How many signals a test asks for at least.
    private static func signalCount(of test: RuleTest) -> Int {
        switch test.signals {
        case nil, .some(.some): 1
        case .number(let number): number
        case .listed(let signals): signals.count
        }
    }

    /// What the correlation tells an event from others by: its group, or what may be new.
    private static func subject(
        of event: [UInt8],
        for correlation: Correlation
    ) throws -> [[String]] {
        var fields = correlation.groupBy
        if case .newValue(let values, _) = correlation.kind { fields += values }
        let event = try JSONParser.parse(event)
        return fields.map { field in
            ReferenceOccurrence(of: FieldReference(field), in: event).values.compactMap(\.text)
        }
    }

    /// A misspelled field would leave every match without a group, or the message with a dash.
    @Test(arguments: CorrelationTests.heard)
    func readsOnlyFieldsThatItsEventsHave(_ entry: Entry) throws {
        var fields = Set(entry.correlation.references.flatMap(\.fields))
        for test in entry.correlation.tests {
            for testCase in try test.cases() {
                let event = try JSONParser.parse(testCase.event)
                fields = fields.filter { !ReferenceOccurrence(of: $0, in: event).isPresent }
            }
        }
        #expect(fields == [])
    }

    @Test(arguments: CorrelationTests.heard)
    func saysWhatHappened(_ entry: Entry) throws {
        #expect(entry.correlation.message != nil)
    }

    private func check(_ signals: [ReferenceSignal], of entry: Entry, _ test: RuleTest) {
        var found = signals.filter { $0.ordinal == entry.ordinal }
            .map {
                Found(
                    group: $0.group,
                    names: entry.correlation.groupBy,
                    count: $0.count,
                    level: $0.level
                )
            }
        switch test.signals {
        case nil, .some(.some): #expect(!found.isEmpty, "\(test.name)")
        case .number(let number): #expect(found.count == number, "\(test.name): \(found)")
        case .listed(let expected):
            for signal in expected {
                if let index = found.firstIndex(where: { $0.isLike(signal) }) {
                    found.remove(at: index)
                } else {
                    Issue.record("\(test.name): no signal is like \(signal)")
                }
            }
            #expect(found.isEmpty, "\(test.name): \(found)")
        }
    }

    /// The matches of a test's events.
    private static func capture(of test: RuleTest) throws -> ReferenceCapture {
        let lines = try test.cases().map { $0.event + [UInt8(ascii: "\n")] }
        let input = ReferenceCapture.Input(name: "events.ndjson", text: lines.flatMap { $0 })
        return ReferenceCapture([input], with: Ruleset.loaded.ruleSet)
    }
}

extension CorrelatorRun {
    /// Correlates matches of the ruleset.
    init(of capture: ReferenceCapture, with ruleSet: RuleSet = Ruleset.loaded.ruleSet) {
        self.init(
            ruleSet,
            capture.records,
            inputs: ["events.ndjson"],
            end: capture.end,
            seed: 1,
            on: SerialExecutor()
        )
    }
}
