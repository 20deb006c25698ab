import Glibc
import MartletCorrelation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Real logs of clusters where nobody attacks: a ruleset that cries wolf is turned off.
///
/// Nothing is worth waking anybody for. What is low is counted, so that more of it is noticed.
///
/// `MARTLET_CORPORA` names the folder of the logs, which are not ours to ship.
@Suite struct QuietClusterTests {
    private static let corpora = getenv("MARTLET_CORPORA").map { String(cString: $0) }

    @Test(
        .enabled(if: corpora != nil, "MARTLET_CORPORA names no folder of logs"),
        arguments: zip(
            ["kubernetes-audit-microk8s.jsonl", "kubernetes-audit-bodies.jsonl"],
            [0, 11]
        )
    )
    func aQuietClusterWakesNobody(_ name: String, lowCount: Int) throws {
        let folder = try #require(QuietClusterTests.corpora)
        let log = try Ruleset.bytes(of: folder + "/" + name)
        let outcome = EngineScan.outcome(of: log, with: Engine(Ruleset.shipped))
        #expect(outcome.eventCount > 50)
        let levels = Dictionary(
            uniqueKeysWithValues: Ruleset.rules.map { ($0.id ?? "", $0.level) }
        )
        let capture = ReferenceCapture(
            [.init(name: "events.ndjson", text: log)],
            with: Ruleset.shipped
        )
        let found =
            outcome.matches.map { (levels[$0.ruleID] ?? .critical, $0.ruleID) }
            + CorrelatorRun(of: capture, with: Ruleset.shipped).signals
            .map { ($0.level, Ruleset.title(of: $0.ordinal, in: Ruleset.shipped)) }
        #expect(found.filter { $0.0 >= .medium }.map(\.1) == [])
        #expect(found.count == lowCount, "\(found.map(\.1))")
    }
}
