import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The golden cases, each against the engine in both modes and against the reference evaluator.
@Suite struct ConformanceTests {
    @Test func findsTheCases() {
        #expect(ConformanceCase.names.count >= 360)
    }

    @Test(arguments: ConformanceCase.names)
    func referenceAgrees(_ name: String) throws {
        let golden = try ConformanceCase(name: name)
        let ruleSet = try ruleSet(of: golden)
        let outcome = ReferenceScan.outcome(
            of: golden.linesOfEvents,
            with: ruleSet,
            skipsUnknownEvents: golden.options.contains(.skipUnknownEvents)
        )
        expectAgreement(outcome, golden, isStrict: true)
        expectCounts(outcome, golden, ruleSet, knowsUnreadable: false)
    }

    @Test(arguments: ConformanceCase.names, [false, true])
    func engineAgrees(_ name: String, _ isStrict: Bool) throws {
        let golden = try ConformanceCase(name: name)
        let ruleSet = try ruleSet(of: golden)
        var options = ScanOptions()
        options.isStrict = isStrict
        options.skipsUnknownEvents = golden.options.contains(.skipUnknownEvents)
        var session = Session(Engine(ruleSet), options: options)
        let outcome = EngineScan.outcome(
            of: golden.events,
            in: &session,
            framing: golden.isArray ? .elements(golden.elements) : .lines
        )
        #expect(outcome.faults == [])
        expectAgreement(outcome, golden, isStrict: isStrict)
        expectCounts(outcome, golden, ruleSet, knowsUnreadable: true)
    }

    private func ruleSet(of golden: ConformanceCase) throws -> RuleSet {
        var loader = RuleLoader(today: golden.today.flatMap { CalendarDate($0) })
        if let placeholders = golden.placeholders {
            loader.load(placeholderSource: placeholders, file: "placeholders.yml")
        }
        if let pipeline = golden.pipeline {
            loader.load(pipelineSource: pipeline, file: "pipeline.yml")
        }
        if let logSources = golden.logSources {
            loader.load(source: logSources, file: "log-source.yml")
        }
        loader.load(source: golden.rules, file: golden.description)
        let loaded = loader.finish()
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        try #require(errors.map { "\($0.location): \($0.message)" } == [])
        let hasShipped = golden.options.contains(.shippedLogSources)
        return RuleSet(
            rules: loaded.ruleSet.rules,
            filters: loaded.ruleSet.filters,
            fingerprint: loaded.ruleSet.fingerprint,
            logSources: loaded.ruleSet.logSources.filter {
                hasShipped || $0.location.file == "log-source.yml"
            }
        )
    }

    private func expectAgreement(
        _ outcome: ScanOutcome,
        _ golden: ConformanceCase,
        isStrict: Bool
    ) {
        let lines = ReferenceScan.lines(of: golden.linesOfEvents)
        #expect(golden.isArray || outcome.lineCount == lines.count)
        var malformedCount = 0
        for (index, line) in lines.enumerated() where !line.isBlank {
            let found = outcome.matches.filter { $0.line == index + 1 }.map(\.ruleID)
            guard let expected = golden.expectations[index + 1] else {
                Issue.record("nothing is expected of line \(index + 1)")
                continue
            }
            let isEvent = (try? JSONParser.parse(line.bytes)) != nil
            // Without strictness only the ends of a line are sure to be looked at.
            let isWhole =
                line.bytes.first == UInt8(ascii: "{") && line.bytes.last == UInt8(ascii: "}")
            guard isStrict || isEvent || !isWhole else { continue }
            malformedCount += expected.count { $0 == "!" }
            #expect(found.sorted() == expected.filter { $0 != "!" }, "line \(index + 1)")
        }
        #expect(outcome.malformedCount >= malformedCount)
        #expect(!isStrict || outcome.malformedCount == malformedCount)
        #expect(golden.expectations.keys.allSatisfy { (1...lines.count).contains($0) })
    }

    private func expectCounts(
        _ outcome: ScanOutcome,
        _ golden: ConformanceCase,
        _ ruleSet: RuleSet,
        knowsUnreadable: Bool
    ) {
        guard var expected = golden.counts else { return }
        var found: [String: Int] = [:]
        let names = ruleSet.logSources.map(\.name) + ["unknown"]
        for (name, count) in zip(names, outcome.sourceCounts) { found[name] = count }
        found["malformed"] = outcome.malformedCount
        found["unreadable"] = outcome.unreadableCount
        for (filter, count) in outcome.filterCounts { found[ruleSet.filters[filter].title] = count }
        if !knowsUnreadable { expected["unreadable"] = nil }
        #expect(found.filter { $0.value != 0 } == expected)
    }
}

extension ConformanceCase {
    /// The events on lines of their own, an element of an array on the line that it stands on.
    fileprivate var linesOfEvents: [UInt8] {
        guard isArray else { return events }
        var lines = events
        let kept = elements
        for index in lines.indices
        where lines[index] != UInt8(ascii: "\n") && !kept.contains(where: { $0.contains(index) }) {
            lines[index] = UInt8(ascii: " ")
        }
        return lines
    }

    /// Where the elements of the array stand: what is on the lines between its brackets.
    fileprivate var elements: [Range<Int>] {
        var elements: [Range<Int>] = []
        var start = 0
        for line in events.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let content = line.last == UInt8(ascii: ",") ? line.dropLast() : line
            if ![[], [UInt8(ascii: "[")], [UInt8(ascii: "]")]].contains(content) {
                elements.append(start..<start + content.count)
            }
            start += line.count + 1
        }
        return elements
    }
}
