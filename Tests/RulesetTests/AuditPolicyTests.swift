import Foundation
import Glibc
import MartletEngine
import MartletPolicy
import MartletRules
import Testing

/// Audit policies for the shipped rules: what the check says of them, the engine finds in events.
@Suite struct AuditPolicyTests {
    private static let corpora = getenv("MARTLET_CORPORA").map { String(cString: $0) }

    private static func read(_ text: String) throws -> AuditPolicy {
        var log = DiagnosticLog(file: SourceFile(path: "policy.yaml", bytes: Array(text.utf8)))
        let policy = PolicyReader.policy(in: log.file, into: &log)
        #expect(log.diagnostics == [])
        return try #require(policy)
    }

    private static let generated = PolicyGenerator(Ruleset.shipped).output()

    /// Whose bodies hold secrets, so that no policy should record them.
    private static let secretive = ["Long-Lived Token for a Service Account"]

    /// `martlet policy generate -r rulesets/kubernetes-audit > docs/audit-policy.yaml` writes it anew.
    @Test func theDocumentedPolicyIsTheGeneratedOne() throws {
        let path = Ruleset.folder + "/../../docs/audit-policy.yaml"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.generated.text)
    }

    @Test func everyRuleSeesUnderTheGeneratedPolicy() throws {
        let text = Self.generated.text
        let policy = try Self.read(text)
        let sights = SightCheck(policy, Ruleset.shipped).sights()
        #expect(sights.filter { $0.verdict != .sees }.map(\.metadata.title) == Self.secretive)
        #expect(sights.filter { $0.verdict == .blind }.isEmpty)
        #expect(sights.count == Ruleset.shipped.rules.count + Ruleset.shipped.correlations.count)
        let file = SourceFile(path: "policy.yaml", bytes: Array(text.utf8))
        // A rule reads what config maps hold, which is a choice to know of.
        let codes = Set(PolicyProblems.all(policy, in: file).map(\.code))
        #expect(codes == [PolicyCode.possibleLeak])
        #expect(Self.generated.remarks.count == 2)
    }

    /// A rule alone, and the events of its tests that an API server writes.
    private struct Subject: Sendable {
        let rules: RuleSet
        let engine: Engine
        let events: [[UInt8]]

        init(_ rule: Rule) throws {
            rules = RuleSet(rules: [rule], fingerprint: "")
            engine = Engine(rules)
            events = try Ruleset.cases(of: rule).map(\.event).filter(AuditPolicyTests.isOfAPIServer)
        }
    }

    /// Prepared once for all policies.
    private static let subjects = Result { try Ruleset.rules.map(Subject.init) }

    /// The events of the rules' own tests, which hold all bodies, go through policies.
    ///
    /// A rule that sees loses no match; one that is blind keeps none.
    @Test(arguments: ["generated", "pods only", "metadata", "no start", "empty"])
    func theCheckAgreesWithTheEngine(_ name: String) throws {
        let head = "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n"
        let text =
            switch name {
            case "generated": Self.generated.text
            case "pods only":
                head + "- {level: Request, resources: [{group: \"\", resources: [pods]}]}"
            case "metadata": head + "- {level: Metadata, omitStages: [RequestReceived]}"
            case "no start": head + "- {level: RequestResponse, omitStages: [ResponseStarted]}"
            default: head + "- level: None"
            }
        let policy = try Self.read(text)
        var matchCount = 0
        for subject in try Self.subjects.get() {
            let sight = try #require(SightCheck(policy, subject.rules).sights().first)
            var simulation = PolicySimulation(policy, engine: subject.engine)
            for event in subject.events { simulation.add(event) }
            let matches = simulation.outcome.matches[0] ?? .init()
            matchCount += matches.all
            let title = sight.metadata.title
            switch sight.verdict {
            case .sees: #expect(matches.lost == matches.lostNoise, "\(title)")
            case .blind: #expect(matches.lost == matches.all, "\(title)")
            case .partly: break
            case .undecided: Issue.record("\(title): undecided")
            }
        }
        #expect(matchCount > 100)
    }

    /// Whether an API server writes such an event: some clouds give commands in pods a body.
    private static func isOfAPIServer(_ event: [UInt8]) -> Bool {
        guard case .resource(let resource)? = RecordedEvent(event)?.request.target,
            ResourceCatalogue.connectingSubresources.contains(resource.subresource)
        else { return true }
        return EventTree(event)?.source(at: "requestObject") == nil
    }

    @Test(
        .enabled(if: corpora != nil, "MARTLET_CORPORA names no folder of logs"),
        arguments: ["kubernetes-audit-bodies.jsonl", "kubernetes-audit-microk8s.jsonl"]
    )
    func noMatchInRealLogsIsLost(_ name: String) throws {
        let folder = try #require(Self.corpora)
        let policy = try Self.read(Self.generated.text)
        var simulation = PolicySimulation(policy, engine: Engine(Ruleset.loaded.ruleSet))
        var envelopes = EventUnwrapping()
        for line in Ruleset.lines(of: try Ruleset.bytes(of: folder + "/" + name)) {
            let events = envelopes.events(in: line)
            for event in try #require(events) { simulation.add(event) }
        }
        let outcome = simulation.outcome
        #expect(outcome.log.events > 50)
        #expect(!outcome.matches.isEmpty)
        for (rule, matches) in outcome.matches {
            #expect(matches.lost == matches.lostNoise, "\(Ruleset.rules[rule].title)")
        }
    }
}
