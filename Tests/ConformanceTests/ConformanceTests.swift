import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The golden cases, each against the engine in both modes and against the reference evaluator.
@Suite struct ConformanceTests {
    @Test func findsTheCases() {
        #expect(ConformanceCase.names.count >= 300)
    }

    @Test(arguments: ConformanceCase.names)
    func referenceAgrees(_ name: String) throws {
        let golden = try ConformanceCase(name: name)
        let outcome = ReferenceScan.outcome(of: golden.events, with: try ruleSet(of: golden))
        expectAgreement(outcome, golden, isStrict: true)
    }

    @Test(arguments: ConformanceCase.names, [false, true])
    func engineAgrees(_ name: String, _ isStrict: Bool) throws {
        let golden = try ConformanceCase(name: name)
        var options = ScanOptions()
        options.isStrict = isStrict
        let outcome = EngineScan.outcome(
            of: golden.events,
            with: Engine(try ruleSet(of: golden)),
            options: options
        )
        #expect(outcome.faults == [])
        expectAgreement(outcome, golden, isStrict: isStrict)
    }

    private func ruleSet(of golden: ConformanceCase) throws -> RuleSet {
        var loader = RuleLoader()
        if let placeholders = golden.placeholders {
            loader.load(placeholderSource: placeholders, file: "placeholders.yml")
        }
        if let pipeline = golden.pipeline {
            loader.load(pipelineSource: pipeline, file: "pipeline.yml")
        }
        loader.load(source: golden.rules, file: golden.description)
        let loaded = loader.finish()
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        try #require(errors.map { "\($0.location): \($0.message)" } == [])
        return loaded.ruleSet
    }

    private func expectAgreement(
        _ outcome: ScanOutcome,
        _ golden: ConformanceCase,
        isStrict: Bool
    ) {
        let lines = ReferenceScan.lines(of: golden.events)
        #expect(outcome.lineCount == lines.count)
        var malformedCount = 0
        for (index, line) in lines.enumerated() where !line.isBlank {
            let found = outcome.matches.filter { $0.line == index + 1 }.map(\.ruleID)
            switch golden.expectations[index + 1] {
            case .matches(let expected):
                #expect(found.sorted() == expected.sorted(), "line \(index + 1)")
            case .malformed:
                // Without strictness only the ends of a line are sure to be looked at.
                let isWhole =
                    line.bytes.first == UInt8(ascii: "{")
                    && line.bytes.last == UInt8(ascii: "}")
                guard isStrict || !isWhole else { continue }
                malformedCount += 1
                #expect(found == [], "line \(index + 1)")
            case nil:
                Issue.record("nothing is expected of line \(index + 1)")
            }
        }
        #expect(outcome.malformedCount >= malformedCount)
        #expect(!isStrict || outcome.malformedCount == malformedCount)
        #expect(golden.expectations.keys.allSatisfy { (1...lines.count).contains($0) })
    }
}
