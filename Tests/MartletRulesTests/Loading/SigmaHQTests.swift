import MartletRules
import Testing

/// Loads every rule of SigmaHQ: what does not load must be something that martlet cannot do yet.
@Suite struct SigmaHQTests {
    /// Rules in the folder `unsupported` whose condition is a sentence in brackets.
    private static let brokenAtSource = [
        "sysmon_always_install_elevated_parent_child_correlated.yml",
        "win_dumping_ntdsdit_via_dcsync.yml",
        "win_dumping_ntdsdit_via_netsync.yml",
    ]

    @Test(
        .enabled(
            if: SigmaHQCorpus.corpora != nil,
            "set MARTLET_CORPORA to the folder that holds sigmahq-rules.tar.xz"
        )
    )
    func loadsAllButWhatIsNotSupportedYet() throws {
        let corpus = try SigmaHQCorpus()
        var loader = RuleLoader()
        let time = ContinuousClock().measure { loader.load(path: corpus.folder) }
        let loaded = loader.finish()
        try corpus.remove()

        var countByReason: [String: Int] = [:]
        for rejected in loaded.rejected {
            let reason = rejected.reason
            countByReason["\(reason.code) \(reason.message)", default: 0] += 1
            let isExpected =
                reason.code.isNotSupportedYet
                || SigmaHQTests.brokenAtSource.contains { rejected.location.file.hasSuffix($0) }
            #expect(isExpected, "\(reason.location): \(reason.message)")
        }
        print(
            "SigmaHQ: \(loaded.fileCount) files, \(loaded.ruleSet.rules.count) rules in \(time)"
        )
        for (reason, count) in countByReason.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
        {
            print("  \(count) x \(reason)")
        }
        #expect(loaded.fileCount > 3_700)
        #expect(loaded.ruleSet.rules.count > 3_700)
        #expect(loaded.rejected.count + loaded.ruleSet.rules.count >= loaded.fileCount)
    }
}
