import Foundation
import Testing

@Suite struct StatisticsTests {
    private let folder = Fixture.folder()

    private func scan(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["scan", "-r", "rules"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    private func statistics(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func aFileHoldsThePromisedKeys() throws {
        folder.write("rules/network.yml", Fixture.blindRule)
        folder.write("rules/broken.yml", Fixture.brokenRule)
        folder.write("bad.log", "\nnot json\n")
        let result = scan("--stats", "stats.json", "audit.log", "bad.log", "gone.log")
        #expect(result.status == 3)
        let statistics = try statistics(folder.read("stats.json"))
        #expect(
            Set(statistics.keys) == [
                "schema", "interrupted", "files", "events", "lines", "malformed", "bytes",
                "input_bytes", "seconds", "signals", "levels", "ruleset", "rules", "filters",
                "rejected", "disabled", "advice", "errors",
                "log_sources", "unknown_events", "unreadable_events", "curtailed",
                "correlations", "no_time", "late", "withheld", "earlier_signals",
            ]
        )
        #expect(statistics["schema"] as? String == "martlet.stats/1")
        #expect(statistics["interrupted"] as? Bool == false)
        #expect(statistics["events"] as? Int == 5)
        #expect(statistics["log_sources"] as? [String: Int] == ["kubernetes-audit": 5])
        #expect(statistics["unknown_events"] as? Int == 0)
        #expect(statistics["unreadable_events"] as? Int == 0)
        #expect(statistics["lines"] as? Int == 7)
        #expect(statistics["malformed"] as? Int == 1)
        #expect(statistics["bytes"] as? Int == Fixture.log.utf8.count + 10)
        #expect(statistics["input_bytes"] as? Int == Fixture.log.utf8.count + 10)
        #expect(statistics["signals"] as? Int == 3)
        #expect((statistics["seconds"] as? Double).map { $0 > 0 && $0 < 60 } == true)
        let levels = try #require(statistics["levels"] as? [String: Int])
        #expect(
            levels == ["informational": 0, "low": 1, "medium": 0, "high": 2, "critical": 0]
        )
        let rules = try #require(statistics["rules"] as? [[String: Any]])
        #expect(
            rules.map { $0["title"] as? String } == ["Host Network", "Secret Read", "Pod Shell"]
        )
        #expect(rules.map { $0["signals"] as? Int } == [0, 1, 2])
        #expect(rules.map { $0["status"] as? String } == ["blind", "active", "active"])
        #expect(rules[0]["missing_fields"] as? [String] == ["requestObject.spec.hostNetwork"])
        let rejected = try #require(statistics["rejected"] as? [[String: Any]])
        #expect(rejected.count == 1)
        #expect(rejected[0]["title"] as? String == "Broken")
        #expect(rejected[0]["file"] as? String == "rules/broken.yml")
        #expect((statistics["errors"] as? [String])?.count == 1)
    }

    @Test func standardOutputTakesThemWhenSignalsGoElsewhere() throws {
        let result = scan("-q", "--stats", "-", "-o", "signals.ndjson", "audit.log")
        #expect(result.status == 0)
        #expect(try statistics(result.output)["signals"] as? Int == 3)
    }

    @Test func everyPromisedKeyIsDocumented() throws {
        let document = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../docs/stats.md"),
            encoding: .utf8
        )
        _ = scan("-q", "--stats", "stats.json", "audit.log")
        for key in try statistics(folder.read("stats.json")).keys {
            #expect(document.contains("| `\(key)` |"))
        }
    }
}
