import Foundation
import Testing

@Suite struct ProfileRulesTests {
    private let folder = Fixture.folder()

    private func scan(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["scan", "-r", "rules", "audit.log"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    /// A rule for which nothing has to be there.
    private static let everything = """
        title: Not the Scheduler
        logsource: {product: kubernetes, service: audit}
        detection:
            scheduler: {user.username: 'system:kube-scheduler'}
            condition: not scheduler
        """

    /// Alone, since only then it is the dearest whatever else the machine does.
    @Test func aRuleThatIsTriedOnEveryEventIsNamed() {
        folder.write("all/everything.yml", Self.everything)
        var process = MartletProcess("scan", "-r", "all", "--profile-rules", "audit.log")
        process.folder = folder.path
        #expect(process.run().errors.contains("hint: Not the Scheduler is tried on every event"))
    }

    @Test func showsWhatRulesAndFieldsCost() throws {
        folder.write("rules/everything.yml", Self.everything)
        let result = scan("--profile-rules", "--stats", "stats.json")
        #expect(result.status == 0)
        #expect(result.errors.contains(" ns an event, "))
        #expect(result.errors.contains("  ns/event    tried   matches  rule"))
        #expect(result.errors.contains("objectRef.subresource"))

        let statistics = try #require(
            try JSONSerialization.jsonObject(with: Data(folder.read("stats.json")))
                as? [String: Any]
        )
        let costs = try #require(statistics["costs"] as? [String: Any])
        let total = try #require(costs["ns_per_event"] as? Double)
        let rules = try #require(costs["rules"] as? [[String: Any]])
        #expect(rules.count == 3)
        let sum = rules.reduce(0) { $0 + ($1["ns_per_event"] as? Double ?? .infinity) }
        #expect(sum > 0 && sum < total)
        let everything = try #require(
            rules.first { $0["title"] as? String == "Not the Scheduler" }
        )
        #expect(everything["tried"] as? Double == 1)
        #expect(everything["matches"] as? Int == 5)
        #expect((everything["witnesses"] as? [String])?.isEmpty == true)
        let fields = try #require(costs["fields"] as? [[String: Any]])
        #expect(fields.contains { $0["name"] as? String == "user.username" })
        #expect(fields.allSatisfy { ($0["asked"] as? Double ?? 2) <= 1 })
    }

    @Test func signalsAreTheSame() {
        let plain = scan()
        let measured = scan("--profile-rules")
        #expect(!plain.output.isEmpty)
        #expect(plain.output == measured.output)
        #expect(!plain.errors.contains(" ns an event"))
    }
}
