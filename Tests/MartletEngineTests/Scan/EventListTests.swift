import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// A line that is an EventList counts as its items.
@Suite struct EventListTests {
    private static let rule = #"""
        title: secrets
        id: secrets
        logsource:
            product: kubernetes
        detection:
            selection:
                verb: get
                objectRef.resource: secrets
            condition: selection
        """#

    private static let hit = #"{"auditID":"1","verb":"get","objectRef":{"resource":"secrets"}}"#
    private static let miss = #"{"auditID":"2","verb":"get","objectRef":{"resource":"pods"}}"#

    private func outcome(of log: String) -> ScanOutcome {
        var loader = RuleLoader()
        loader.load(source: Array(Self.rule.utf8), file: "rule.yml")
        let engine = Engine(loader.finish().ruleSet)
        return EngineScan.outcome(of: Array(log.utf8), with: engine)
    }

    private func list(_ items: String, kind: String = #""kind":"EventList""#) -> String {
        "{\(kind),\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[\(items)]}\n"
    }

    @Test func everyItemIsAnEventOfTheLine() {
        let outcome = outcome(of: Self.miss + "\n" + list("\(Self.hit), \(Self.miss) ,\(Self.hit)"))
        #expect(outcome.faults == [])
        #expect(outcome.eventCount == 4)
        #expect(outcome.lineCount == 2)
        #expect(outcome.matches.map(\.line) == [2, 2])
    }

    @Test(arguments: [
        #""kind":"EventList""#, #""\u006bind":"EventList""#, #""kind" : "Event\u004cist""#,
    ])
    func theKindMayBeSpeltInAnyWay(kind: String) {
        let outcome = outcome(of: list("\(Self.hit),\(Self.hit)", kind: kind))
        #expect(outcome.eventCount == 2)
        #expect(outcome.matches.count == 2)
    }

    @Test func theKindMayStandBehindTheItems() {
        let outcome = outcome(of: "{\"items\":[\(Self.hit)],\"kind\":\"EventList\"}\n")
        #expect(outcome.matches.count == 1)
    }

    @Test(arguments: [#""kind":"PodList""#, #""kind":null"#, #""other":1"#])
    func otherListsAreEvents(kind: String) {
        let outcome = outcome(of: list(Self.hit, kind: kind))
        #expect(outcome.eventCount == 1)
        #expect(outcome.matches == [])
    }

    @Test func anItemThatIsNoObjectCostsItsNeighboursNothing() {
        let outcome = outcome(of: list("\(Self.hit),7,[\(Self.hit)],null,\(Self.hit)"))
        #expect(outcome.malformedCount == 3)
        #expect(outcome.eventCount == 2)
        #expect(outcome.matches.count == 2)
    }

    @Test func aBrokenItemCostsItsNeighboursNothing() {
        let broken = #"{"verb":"get","objectRef":{"resource" "secrets"}}"#
        let outcome = outcome(of: list("\(Self.hit),\(broken),\(Self.hit)"))
        #expect(outcome.malformedCount == 1)
        #expect(outcome.eventCount == 2)
        #expect(outcome.matches.count == 2)
    }

    @Test func anEmptyListHoldsNoEvent() {
        let outcome = outcome(of: list(""))
        #expect(outcome.eventCount == 0)
        #expect(outcome.malformedCount == 0)
    }
}
