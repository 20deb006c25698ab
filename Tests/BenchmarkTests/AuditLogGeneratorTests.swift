import AuditLogGenerator
import Foundation
import Testing

@Suite("AuditLogGenerator")
struct AuditLogGeneratorTests {
    private struct Log {
        var bytes: [UInt8] = []
        var truth: Truth
        var lengths: LengthDistribution

        init(seed: UInt64, _ limit: LogLimit) {
            var generator = AuditLogGenerator(seed: seed)
            while generator.appendRequest(to: &bytes, limit: limit) {}
            truth = generator.truth
            lengths = generator.lengths
        }

        var lines: [ArraySlice<UInt8>] {
            bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        }

        func events() throws -> [[String: Any]] {
            try lines.map { line in
                let value = try JSONSerialization.jsonObject(with: Data(line))
                return try #require(value as? [String: Any])
            }
        }
    }

    /// Long enough for the rarest request.
    private static let longLog = Log(seed: 2, .events(30_000))

    @Test("the same seed gives the same bytes, another seed gives others")
    func seeds() {
        let first = Log(seed: 7, .events(2_000))
        #expect(first.bytes == Log(seed: 7, .events(2_000)).bytes)
        #expect(first.bytes != Log(seed: 8, .events(2_000)).bytes)
    }

    @Test("a limit in events is met exactly")
    func eventLimit() {
        let log = Log(seed: 1, .events(501))
        #expect(log.lines.count == 501)
        #expect(log.truth.events == 501)
    }

    @Test("a limit in bytes is never passed and ends with a whole line")
    func byteLimit() {
        let log = Log(seed: 1, .bytes(300_000))
        #expect(log.bytes.count <= 300_000)
        #expect(log.bytes.count > 200_000)
        #expect(log.bytes.last == UInt8(ascii: "\n"))
        #expect(log.truth.bytes == log.bytes.count)
    }

    @Test("a shorter log is a prefix of a longer one")
    func prefix() {
        let long = Log(seed: 3, .events(400)).bytes
        #expect(long.starts(with: Log(seed: 3, .events(150)).bytes))
    }

    @Test("every line is a JSON object with the fields of an audit event")
    func validity() throws {
        for event in try Log(seed: 5, .events(3_000)).events() {
            #expect(event["kind"] as? String == "Event")
            #expect(event["apiVersion"] as? String == "audit.k8s.io/v1")
            #expect((event["auditID"] as? String)?.utf8.count == 36)
            let stage = try #require(event["stage"] as? String)
            #expect(["RequestReceived", "ResponseStarted", "ResponseComplete"].contains(stage))
            #expect(event["requestURI"] is String)
            #expect(event["verb"] is String)
            let user = try #require(event["user"] as? [String: Any])
            #expect(user["username"] is String)
            #expect((event["sourceIPs"] as? [String])?.isEmpty == false)
            let isReceived = stage == "RequestReceived"
            #expect((event["responseStatus"] == nil) == isReceived)
            #expect((event["annotations"] == nil) == isReceived)
        }
    }

    @Test("escaped JSON in annotations is JSON again")
    func lastApplied() throws {
        let key = "kubectl.kubernetes.io/last-applied-configuration"
        var seen = 0
        for event in try Log(seed: 5, .events(3_000)).events() {
            let object = event["requestObject"] as? [String: Any]
            let metadata = object?["metadata"] as? [String: Any]
            let annotations = metadata?["annotations"] as? [String: Any]
            guard let text = annotations?[key] as? String else { continue }
            seen += 1
            let applied = try JSONSerialization.jsonObject(with: Data(text.utf8))
            #expect((applied as? [String: Any])?["spec"] is [String: Any])
        }
        #expect(seen > 10)
    }

    @Test("the log is shaped like a real one")
    func shape() {
        let log = Self.longLog
        #expect((1_200...1_600).contains(log.lengths.percentile(50)))
        #expect((4_000...6_000).contains(log.lengths.percentile(90)))
        #expect((40_000...70_000).contains(log.lengths.percentile(100)))
        let attacksPerMillion = log.truth.attacks * 1_000_000 / log.truth.events
        #expect((2_000...4_000).contains(attacksPerMillion))
    }

    @Test("every rule of the benchmark has something to find")
    func truth() {
        let log = Self.longLog
        for rule in BenchmarkRule.allCases {
            #expect(log.truth.matches[rule, default: 0] > 0, "\(rule.rawValue)")
        }
    }
}
