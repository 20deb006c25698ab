import MartletRules
import Testing

/// Loads every rule of SigmaHQ: what does not load is known, each with its reason.
@Suite struct SigmaHQTests {
    /// Why a document is no rule here.
    private enum Reason: Hashable {
        /// It needs values that only its user knows, which a file of placeholders gives.
        case placeholder
        /// It counts as Sigma 1 did, which the specification of Sigma 2 leaves to correlations.
        case aggregation
        /// Its condition is a sentence for people, in the folder of what no tool supports.
        case conditionInProse
        case other(String)
    }

    private static let conditionsInProse = [
        "sysmon_always_install_elevated_parent_child_correlated.yml",
        "win_dumping_ntdsdit_via_dcsync.yml",
        "win_dumping_ntdsdit_via_netsync.yml",
    ]

    private func reason(_ rejected: RejectedRule) -> Reason {
        let file = rejected.location.file
        switch rejected.reason.code {
        case .unresolvedPlaceholder: return .placeholder
        case .unsupportedAggregation: return .aggregation
        case .invalidCondition, .undefinedSelection:
            guard file.contains("/unsupported/"),
                SigmaHQTests.conditionsInProse.contains(where: { file.hasSuffix($0) })
            else { return .other("\(rejected.reason.location): \(rejected.reason.message)") }
            return .conditionInProse
        default: return .other("\(rejected.reason.location): \(rejected.reason.message)")
        }
    }

    @Test(
        .enabled(
            if: SigmaHQCorpus.corpora != nil,
            "set MARTLET_CORPORA to the folder that holds sigmahq-rules.tar.xz"
        )
    )
    func loadsAllButWhatIsKnown() throws {
        let corpus = try SigmaHQCorpus()
        var loader = RuleLoader()
        loader.load(path: corpus.folder)
        let loaded = loader.finish()

        #expect(loaded.fileCount == 4_039)
        #expect(loaded.ruleSet.rules.count == 3_950)
        let counts = Dictionary(grouping: loaded.rejected, by: reason).mapValues(\.count)
        #expect(
            counts == [.placeholder: 28, .aggregation: 60, .conditionInProse: 3]
        )
        let placeholders = loaded.diagnostics.filter { $0.code == .unresolvedPlaceholder }
        try loadsWithPlaceholders(corpus, named: Set(placeholders.map(\.message)))
        try corpus.remove()
    }

    /// With values for all of their placeholders, these rules load too.
    private func loadsWithPlaceholders(
        _ corpus: SigmaHQCorpus,
        named messages: Set<String>
    ) throws {
        let names = messages.compactMap { $0.split(separator: "%").dropFirst().first }
        #expect(names.count > 10)
        var loader = RuleLoader()
        let text = names.map { "\($0): [one, 'two*']\n" }.joined()
        loader.load(placeholderSource: Array(text.utf8), file: "names.yml")
        loader.load(path: corpus.folder)
        let loaded = loader.finish()
        #expect(loaded.ruleSet.rules.count == 3_950 + 28)
        #expect(!loaded.diagnostics.contains { $0.code == .unresolvedPlaceholder })
    }
}
