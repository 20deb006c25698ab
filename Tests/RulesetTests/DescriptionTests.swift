import MartletRules
import Testing

/// What everything that gives signals says about itself, rules and correlations alike.
@Suite struct DescriptionTests {
    /// What a document says about itself, shown by its title.
    struct Entry: Sendable, CustomTestStringConvertible {
        let metadata: RuleMetadata

        var testDescription: String { metadata.title }
    }

    static let heard =
        (Ruleset.heardRules.map(\.metadata)
        + Ruleset.heardCorrelations.map(\.metadata)).map(Entry.init)

    private static let tactics: Set<String> = [
        "attack.reconnaissance", "attack.initial-access", "attack.execution",
        "attack.persistence", "attack.privilege-escalation", "attack.defense-evasion",
        "attack.credential-access", "attack.discovery", "attack.lateral-movement",
        "attack.collection", "attack.exfiltration", "attack.command-and-control", "attack.impact",
    ]

    @Test func theRulesetLoadsWithoutDiagnostics() {
        #expect(Ruleset.loaded.diagnostics == [])
        #expect(Ruleset.heardRules.count > 60)
        #expect(Ruleset.heardCorrelations.count > 15)
    }

    /// The table of the ruleset, and that of what is detected, name every file.
    @Test(arguments: ["README.md", "../../docs/kubernetes-detections.md"])
    func everyRuleIsListed(_ document: String) throws {
        let text = try Ruleset.bytes(of: Ruleset.folder + "/" + document)
        let listed = String(decoding: text, as: UTF8.self)
        let files = Set(Ruleset.rules.map(\.location.file))
        #expect(files.count > 90)
        for file in files {
            let name = file.split(separator: "/").suffix(2).joined(separator: "/")
            #expect(listed.contains("\(name))"), "\(name)")
        }
    }

    @Test func identifiersTitlesAndNamesAreUnique() {
        let all =
            Ruleset.rules.map(\.metadata) + Ruleset.loaded.ruleSet.correlations.map(\.metadata)
        #expect(Set(all.compactMap(\.id)).count == all.count)
        #expect(Set(all.map(\.title)).count == all.count)
        // Names share one space with those of other rulesets.
        #expect(all.compactMap(\.name).allSatisfy { $0.hasPrefix("kubernetes_audit_") })
    }

    @Test(arguments: DescriptionTests.heard)
    func isDescribed(_ entry: Entry) throws {
        let metadata = entry.metadata
        // Why it matters, and what to look at first.
        #expect(metadata.description?.contains("\n\nTriage: ") == true)
        #expect(!metadata.references.isEmpty)
        #expect(!metadata.falsePositives.isEmpty)
        #expect(metadata.author == "martlet contributors")
    }

    @Test func everyRuleIsForKubernetesAuditLogs() throws {
        for rule in Ruleset.rules {
            #expect(
                try #/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#.wholeMatch(in: rule.id ?? "")
                    != nil
            )
            #expect(rule.description?.isEmpty == false)
            #expect(rule.logSource == LogSource(product: "kubernetes", service: "audit"))
        }
    }

    @Test(arguments: DescriptionTests.heard)
    func isTaggedWithTacticsAndTechniques(_ entry: Entry) throws {
        let tags = entry.metadata.tags
        let techniques = tags.filter { $0.wholeMatch(of: #/attack\.t\d{4}(\.\d{3})?/#) != nil }
        let tactics = tags.filter(DescriptionTests.tactics.contains)
        #expect(!techniques.isEmpty)
        #expect(!tactics.isEmpty)
        #expect(techniques.count + tactics.count == tags.count)
    }
}
