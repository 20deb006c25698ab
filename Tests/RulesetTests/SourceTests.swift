import Foundation
import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The rules fire whatever the way on which their events come.
@Suite struct SourceTests {
    /// What carries an event from the API server to martlet.
    struct Carrier: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let line: @Sendable (String) -> String

        static let all = [
            Carrier(testDescription: "webhook") {
                #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[\#($0)]}"#
            },
            Carrier(testDescription: "fluent-bit without a parser") {
                #"{"date":1763631000.5,"log":\#(text($0 + "\n"))}"#
            },
            Carrier(testDescription: "EKS, an event of CloudWatch") {
                #"{"id":"1","timestamp":1763631000000,"message":\#(text($0))}"#
            },
            Carrier(testDescription: "EKS, a subscription to CloudWatch") {
                #"{"messageType":"DATA_MESSAGE","logGroup":"/aws/eks/shop/cluster","#
                    + #""logStream":"kube-apiserver-audit-1","logEvents":"#
                    + #"[{"id":"1","timestamp":1763631000000,"message":\#(text($0))}]}"#
            },
            Carrier(testDescription: "AKS, diagnostic settings") {
                #"{"category":"kube-audit","time":"2026-11-20T09:30:00Z","#
                    + #""properties":{"pod":"kube-apiserver-1","log":\#(text($0))}}"#
            },
            Carrier(testDescription: "AKS, an event hub") {
                #"{"records":[{"category":"kube-audit","properties":{"log":\#(text($0))}}]}"#
            },
            Carrier(testDescription: "OpenShift, ViaQ") { event in
                event.replacing(/"level":"(Metadata|Request|RequestResponse)"/, maxReplacements: 1)
                {
                    #""level":"default","k8s_audit_level":"\#($0.output.1)","log_type":"audit""#
                }
            },
            Carrier(testDescription: "OpenShift, OTLP") {
                #"{"resourceLogs":[{"scopeLogs":[{"logRecords":"#
                    + #"[{"body":{"stringValue":\#(text($0))}}]}]}]}"#
            },
        ]

        /// A JSON string.
        private static func text(_ text: String) -> String {
            let encoded = try? JSONEncoder().encode(text)
            return String(decoding: encoded ?? Data(), as: UTF8.self)
        }
    }

    @Test(arguments: Ruleset.entries)
    func everyHitIsOneOnEveryWay(_ entry: Ruleset.Entry) throws {
        var rule = entry.rule
        rule.isSilent = false
        rule.quieting = nil
        let engine = Engine(RuleSet(rules: [rule], fingerprint: ""))
        let hits = try Ruleset.cases(of: rule).filter(\.test.expectsMatch)
            .map { String(decoding: $0.event, as: UTF8.self) }
        for carrier in Carrier.all {
            let log = hits.map { carrier.line($0) + "\n" }.joined()
            let outcome = EngineScan.outcome(of: Array(log.utf8), with: engine)
            #expect(outcome.faults == [])
            #expect(outcome.eventCount == hits.count, "\(carrier.testDescription)")
            #expect(
                outcome.matches.map(\.line) == Array(1...max(hits.count, 1)),
                "\(carrier.testDescription)"
            )
        }
    }

    /// Google Cloud tells in words of its own, without the URI, and codes are those of gRPC.
    @Test func whatGoogleCloudTellsIsUnderstood() throws {
        let log = try Ruleset.bytes(of: Ruleset.folder + "/samples/google-cloud.ndjson")
        let outcome = EngineScan.outcome(of: log, with: Engine(Ruleset.loaded.ruleSet))
        let titles = Dictionary(
            uniqueKeysWithValues: Ruleset.heardRules.map { ($0.id ?? "", $0.title) }
        )
        let found = outcome.matches.map { "\($0.line): \(titles[$0.ruleID] ?? "")" }.sorted()
        #expect(outcome.eventCount == 6)
        #expect(
            found == [
                "1: Command Executed in a Pod",
                "2: Privileged Container Requested",
                "3: Binding to cluster-admin",
                "3: Inventory of Created Objects",
                "3: Role Binding Changed",
                "4: Anonymous Request Allowed",
                "5: Secrets Listed",
                "5: Secrets Listed Cluster-Wide or in a System Namespace",
            ]
        )
    }
}
