import Glibc
import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Real logs of clusters where nobody attacks: a ruleset that cries wolf is turned off.
///
/// `MARTLET_CORPORA` names the folder of the logs, which are not ours to ship.
@Suite struct QuietClusterTests {
    private static let corpora = getenv("MARTLET_CORPORA").map { String(cString: $0) }

    @Test(
        .enabled(if: corpora != nil, "MARTLET_CORPORA names no folder of logs"),
        arguments: ["kubernetes-audit-microk8s.jsonl", "kubernetes-audit-bodies.jsonl"]
    )
    func aQuietClusterGivesNoSignal(_ name: String) throws {
        let folder = try #require(QuietClusterTests.corpora)
        let log = try Ruleset.bytes(of: folder + "/" + name)
        let outcome = EngineScan.outcome(of: log, with: Engine(Ruleset.loaded.ruleSet))
        #expect(outcome.eventCount > 50)
        #expect(outcome.matches == [])
        let capture = ReferenceCapture(
            [.init(name: "events.ndjson", text: log)],
            with: Ruleset.loaded.ruleSet
        )
        let signals = CorrelatorRun(of: capture).signals
        #expect(signals.map { String(decoding: $0.line, as: UTF8.self) } == [])
    }
}
