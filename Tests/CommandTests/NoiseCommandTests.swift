import Foundation
import MartletCLI
import Testing

@Suite struct NoiseCommandTests {
    private let folder = TemporaryFolder()

    private func event(
        _ user: String,
        _ uri: String = "/livez",
        stage: String = "ResponseComplete",
        more: String = ""
    ) -> String {
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a","stage":"\#(stage)","#
            + #""verb":"get","requestURI":"\#(uri)","user":{"username":"\#(user)"},"#
            + #""stageTimestamp":"2026-11-25T10:00:00Z"\#(more)}"#
    }

    private func report(_ log: String, _ arguments: String...) throws -> [String: Any] {
        folder.write("audit.log", log)
        var process = MartletProcess(
            arguments: ["noise", "--format", "json"] + arguments + ["audit.log"]
        )
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(result.output))
        return try #require(object as? [String: Any])
    }

    private func rows(_ report: [String: Any], _ key: String, _ fields: [String]) -> [String] {
        let rows = report[key] as? [[String: Any]] ?? []
        return rows.map { row in fields.map { "\(row[$0] ?? "")" }.joined(separator: " ") }
    }

    @Test func requestsAreGrouped() throws {
        let lease = #","objectRef":{"resource":"leases","apiGroup":"coordination.k8s.io"}"#
        let log = #","objectRef":{"resource":"pods","subresource":"log"}"#
        let report = try report(
            [
                event("system:node:a", "/x", stage: "RequestReceived", more: lease),
                event("system:node:b", "/x", stage: "RequestReceived", more: lease),
                event("dana", "/livez/ping?a=b"), event("dana", "/livez/etcd"),
                event("eve", "/version"), event("eve", "/apis/apps/v1"), event("eve", "/"),
                event("eve", "/x", more: log),
            ]
            .joined(separator: "\n")
        )
        #expect(report["events"] as? Int == 8)
        #expect(report["not_counted"] as? Int == 0)
        #expect(
            rows(report, "users", ["user", "events"]) == ["eve 4", "dana 2", "system:node:* 2"]
        )
        #expect(
            rows(report, "kinds", ["target", "stage", "events"]) == [
                "/livez/* ResponseComplete 2", "leases.coordination.k8s.io RequestReceived 2",
                "/ ResponseComplete 1", "/apis/* ResponseComplete 1",
                "/version ResponseComplete 1", "pods/log ResponseComplete 1",
            ]
        )
        let parts = try #require(report["parts"] as? [String: [String: Int]])
        #expect(
            parts.mapValues { $0["events"] } == [
                "request_received": 2, "health": 3, "discovery": 1, "leases": 2,
            ]
        )
    }

    @Test func whatIsNoSuchEventIsCountedApart() throws {
        let timeless = event("dana").replacing("2026-11-25T10:00:00Z", with: "soon")
        let report = try report("{\"a\":1}\nnot json\n\(event("dana"))\n\(timeless)\n")
        #expect(report["events"] as? Int == 1)
        #expect(report["not_counted"] as? Int == 2)
        #expect(report["malformed"] as? Int == 1)
    }

    @Test func eventsOfOneTextShareItsBytes() throws {
        let list = #"{"kind":"EventList","items":[\#(event("a")),\#(event("b"))]}"#
        let items = try report(list + "\n")
        #expect(items["events"] as? Int == 2)
        #expect(items["bytes"] as? Int == event("a").utf8.count * 2)
        let line = #"{"log":"\#(list.replacing("\"", with: "\\\""))"}"#
        let texts = try report(line + "\n")
        #expect(texts["events"] as? Int == 2)
        let byteCount = try #require(texts["bytes"] as? Int)
        #expect(byteCount > list.utf8.count && byteCount <= line.utf8.count)
    }

    @Test func topLimitsWhatIsListed() throws {
        let log = (0..<5).map { event("user\($0)") }.joined(separator: "\n")
        let report = try report(log, "--top", "2")
        #expect(rows(report, "users", ["user"]) == ["user0", "user1"])
        #expect(report["kinds_in_all"] as? Int == 5)
        var process = MartletProcess("noise", "--top", "2", "audit.log")
        process.folder = folder.path
        let text = process.run().text
        #expect(text.hasPrefix("5 events, "))
        #expect(text.contains("  3 more\n"))
        #expect(MartletProcess("noise", "--top", "0", "x").run().status == 64)
    }

    @Test func anInputThatCannotBeReadIsTold() {
        let result = MartletProcess("noise", "/nowhere.log").run()
        #expect(result.status == 3)
        #expect(result.errors.contains("/nowhere.log"))
    }

    @Test func memoryIsBoundedAndWhatFillsTheLogIsKept() {
        var counts = NoiseCounts(limit: 10)
        let frequent = NoiseKey(user: "busy", verb: "get", target: "/livez", stage: "")
        for number in 0..<1_000 {
            counts.add(frequent, byteCount: 3)
            counts.add(
                NoiseKey(user: "user\(number)", verb: "get", target: "/", stage: ""),
                byteCount: 1
            )
            #expect(counts.kinds.count < 20)
        }
        #expect(counts.kinds[frequent] == NoiseCounts.Amount(events: 1_000, bytes: 3_000))
        #expect(counts.total == NoiseCounts.Amount(events: 2_000, bytes: 4_000))
        let kept = counts.kinds.values.reduce(into: NoiseCounts.Amount()) { $0 += $1 }
        #expect(kept.events + counts.rest.events == 2_000)
        #expect(kept.bytes + counts.rest.bytes == 4_000)
    }
}
