import Glibc
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
        let outcome = EngineScan.outcome(
            of: try Ruleset.bytes(of: folder + "/" + name),
            with: Engine(Ruleset.loaded.ruleSet)
        )
        #expect(outcome.eventCount > 50)
        #expect(outcome.matches == [])
    }
}
