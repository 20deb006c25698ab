import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Rules are tried on events of their log source, and on those of none.
@Suite struct RoutingTests {
    private static let typed = #"""
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"1","verb":"get","a":1}
        """#
    private static let untyped = #"{"a":1,"auditID":"2","verb":"get"}"#
    private static let unknown = #"{"a":1,"b":2}"#
    private static let web = #"{"a":1,"web":true}"#
    private static let both = #"{"a":1,"web":true,"auditID":"2","verb":"get"}"#

    private static let webSource = """
        log_source: web
        admits:
            category: webserver
        recognize:
            web: true
        """

    private func rules(_ logSources: [(id: String, logSource: String)]) -> String {
        logSources.map { id, logSource in
            """
            title: \(id)
            id: \(id)
            logsource: \(logSource)
            detection:
                selection:
                    a: 1
                condition: selection

            """
        }.joined(separator: "---\n")
    }

    private func matches(
        _ logSources: [(id: String, logSource: String)],
        _ event: String,
        sources: [String] = [],
        skipsUnknownEvents: Bool = false
    ) -> [String] {
        var loader = RuleLoader()
        loader.load(source: Array(rules(logSources).utf8), file: "rules.yml")
        for source in sources { loader.load(source: Array(source.utf8), file: "source.yml") }
        let loaded = loader.finish()
        #expect(loaded.diagnostics == [])
        var options = ScanOptions()
        options.skipsUnknownEvents = skipsUnknownEvents
        return EngineScan.outcome(
            of: Array(event.utf8),
            with: Engine(loaded.ruleSet),
            options: options
        ).matches.map(\.ruleID).sorted()
    }

    private let mixed = [
        ("audit", "{product: kubernetes, service: audit}"),
        ("hq", "{category: application, product: kubernetes, service: audit}"),
        ("k8s", "{product: Kubernetes}"),
        ("web", "{category: webserver}"),
        ("win", "{product: windows, category: process_creation}"),
        ("other", "{product: kubernetes, service: kubelet}"),
    ]

    @Test(arguments: [typed, untyped])
    func eventsOfASourceAreForItsRules(_ event: String) {
        #expect(matches(mixed, event) == ["audit", "hq", "k8s"])
    }

    @Test func eventsOfNoSourceAreForAllRules() {
        #expect(matches(mixed, Self.unknown).count == 6)
        #expect(matches(mixed, Self.web).count == 6)
        #expect(matches(mixed, Self.unknown, skipsUnknownEvents: true) == [])
        #expect(matches(mixed, Self.typed, skipsUnknownEvents: true).count == 3)
    }

    @Test func eventsOfAUsersSourceAreForItsRules() {
        #expect(matches(mixed, Self.web, sources: [Self.webSource]) == ["web"])
        #expect(matches(mixed, Self.typed, sources: [Self.webSource]).count == 3)
        #expect(matches(mixed, Self.unknown, sources: [Self.webSource]).count == 6)
    }

    @Test func anEventOfTwoSourcesIsForBoth() {
        let found = matches(mixed, Self.both, sources: [Self.webSource])
        #expect(found == ["audit", "hq", "k8s", "web"])
    }

    /// A definition of the same name takes the place of martlet's own.
    @Test func aUsersDefinitionReplacesOurs() {
        let source = """
            log_source: kubernetes-audit
            admits: {product: windows, category: process_creation}
            recognize: {verb: get}
            """
        #expect(matches(mixed, Self.typed, sources: [source]) == ["win"])
        #expect(matches(mixed, Self.untyped, sources: [source]) == ["win"])
    }

    /// Tests that only some rules ask of a field are kept apart from the others; signals do not show it.
    @Test func routedTestsShowTheFieldThatTheyAreOf() throws {
        var loader = RuleLoader()
        let rule = """
            title: w
            id: w
            logsource: {category: webserver}
            detection:
                s:
                    agent|contains: ['scan', 'crawl', 'probe']
                    path|re: '^/[a-z]*$'
                k: ['*needle*']
                condition: s and k
            ---
            title: v
            id: v
            logsource: {product: windows}
            detection:
                s:
                    agent|contains: 'scan'
                condition: s
            """
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        loader.load(source: Array(Self.webSource.utf8), file: "source.yml")
        let event = #"{"web":true,"agent":"a scanner","path":"/x","note":"a needle"}"#
        var session = Session(Engine(loader.finish().ruleSet), options: ScanOptions())
        let report = EngineScan.report(of: Array(event.utf8), in: &session, framing: .lines)
        #expect(report.signals.count { $0 == UInt8(ascii: "\n") } == 1)
        let matched = #"""
            "matched":[{"selection":"s","field":"agent","value":"a scanner"},\#
            {"selection":"s","field":"path","value":"/x"},{"selection":"k","value":"a needle"}]
            """#
        let signals = String(decoding: report.signals, as: UTF8.self)
        #expect(signals.contains(matched), "\(signals)")
    }

    /// A field that an event has is not called missing because the event is for other rules.
    @Test func aFieldOfEventsForOtherRulesOccurs() throws {
        var loader = RuleLoader()
        let rule = """
            title: v
            id: v
            logsource: {product: windows}
            detection:
                s:
                    agent|contains: 'scan'
                    other|contains: 'scan'
                condition: s
            """
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        loader.load(source: Array(Self.webSource.utf8), file: "source.yml")
        let engine = Engine(loader.finish().ruleSet)
        var session = Session(engine, options: ScanOptions())
        let events = #"{"web":true,"agent":"a"}"# + "\n" + #"{"web":true}"#
        let outcome = EngineScan.outcome(of: Array(events.utf8), in: &session)
        #expect(outcome.eventCount == 2)
        let status = engine.status(
            ofRule: 0,
            matchCount: 0,
            observations: session.notes.observations
        )
        #expect(status != .blind([FieldPath("agent")]))
    }

    /// A rule without a positive test is tried on its own events only, too.
    @Test func negationsAreRouted() {
        var loader = RuleLoader()
        let rule = """
            title: n
            id: n
            logsource: {product: windows}
            detection:
                s: {nothing: 1}
                condition: not s
            """
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        let engine = Engine(loader.finish().ruleSet)
        let log = [Self.typed, Self.untyped, Self.unknown].joined(separator: "\n")
        let outcome = EngineScan.outcome(of: Array(log.utf8), with: engine)
        #expect(outcome.matches.map(\.line) == [3])
        #expect(outcome.sourceCounts == [2, 1])
    }
}
