import Foundation
import MartletRules
import Testing

/// All rules of SigmaHQ on a real audit log: only those for such logs may match.
///
/// Needs `MARTLET_CORPORA`, the folder of corpora that are not part of the repository.
@Suite struct SigmaHQRoutingTests {
    private static let corpora = ProcessInfo.processInfo.environment["MARTLET_CORPORA"]

    @Test(.enabled(if: corpora != nil, "MARTLET_CORPORA names no folder"))
    func onlyRulesForAuditLogsMatch() throws {
        let corpora = try #require(Self.corpora)
        let folder = TemporaryFolder()
        let unpacking = MartletProcess.tool(
            "/usr/bin/env",
            "tar",
            "-xf",
            "\(corpora)/sigmahq-rules.tar.xz",
            "-C",
            folder.path
        )
        #expect(unpacking.status == 0)
        let scan = MartletProcess(
            "scan",
            "-r",
            folder.path,
            "\(corpora)/kubernetes-audit-microk8s.jsonl"
        ).run()
        #expect(!scan.errors.contains("known log source"))
        var loader = RuleLoader()
        loader.load(path: folder.path)
        let loaded = loader.finish().ruleSet
        let source = try #require(loaded.logSources.first)
        let admitted = Set(
            loaded.rules.filter { source.admission.admits($0.logSource) }.compactMap(\.id)
        )
        #expect(admitted.count >= 10 && admitted.count < 40)
        #expect(scan.lines.count > 10)
        for line in scan.lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let rule = (object as? [String: Any])?["rule"] as? [String: Any]
            #expect(admitted.contains(rule?["id"] as? String ?? ""))
        }
    }
}
