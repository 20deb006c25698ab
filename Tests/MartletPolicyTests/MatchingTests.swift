import Foundation
import MartletPolicy
import MartletRules
import Testing

/// `Cases/matching.txt`: what policies make of requests, clause by clause.
@Suite struct MatchingTests {
    /// A request and what a policy makes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let title: String
        let policy: AuditPolicy
        let request: AuditRequest
        let expected: String
        let line: String

        var testDescription: String { "\(title): \(line)" }
    }

    static let cases: [Case] = {
        let text = try? String(
            contentsOf: Fixture.cases.appending(path: "matching.txt"),
            encoding: .utf8
        )
        var cases: [Case] = []
        var title = ""
        var rules: [String] = []
        for line in (text ?? "").split(separator: "\n").map(String.init) {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("policy") {
                title = line
                rules = []
            } else if line.hasPrefix("{") {
                rules.append(line)
            } else if let arrow = line.range(of: " -> ") {
                cases.append(
                    Case(
                        title: title,
                        policy: policy(title, rules),
                        request: request(String(line[..<arrow.lowerBound])),
                        expected: String(line[arrow.upperBound...]),
                        line: line
                    )
                )
            }
        }
        return cases
    }()

    private static func policy(_ title: String, _ rules: [String]) -> AuditPolicy {
        let omitted = title.hasSuffix("omitting RequestReceived") ? "[RequestReceived]" : "[]"
        let managed = title.hasSuffix("omitting managed fields")
        let text = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: \(omitted)
            omitManagedFields: \(managed)
            rules:
            \(rules.map { "- \($0)" }.joined(separator: "\n"))
            """
        return Fixture.policy(text)
    }

    /// Reads `ann[devs] get core/pods/exec@shop=web`.
    private static func request(_ text: String) -> AuditRequest {
        let words = text.split(separator: " ", maxSplits: 2).map(String.init)
        let person = words[0].split(separator: "[", omittingEmptySubsequences: false)
        let groups = person[1].dropLast().split(separator: ",").map(String.init)
        let user = person[0] == "-" ? nil : AuditUser(String(person[0]), groups: groups)
        return AuditRequest(user: user, verb: words[1], target: target(words[2]))
    }

    private static func target(_ text: String) -> AuditRequest.Target {
        guard !text.hasPrefix("/") else { return .path(text) }
        let named = text.split(separator: "=", maxSplits: 1).map(String.init)
        let placed = named[0].split(separator: "@", maxSplits: 1).map(String.init)
        let parts = placed[0].split(separator: "/").map(String.init)
        return .resource(
            AuditRequest.Resource(
                group: parts[0] == "core" ? "" : parts[0],
                parts[1],
                subresource: parts.count > 2 ? parts[2] : "",
                namespace: placed.count > 1 ? placed[1] : "",
                name: named.count > 1 ? named[1] : ""
            )
        )
    }

    @Test(arguments: cases)
    func decides(_ example: Case) {
        let decision = example.policy.decision(on: example.request)
        var text = decision.level.rawValue + ", "
        text += decision.rule.map { "rule \($0)" } ?? "none of the rules"
        for stage in AuditStage.allCases where decision.omittedStages.contains(stage) {
            text += " -\(stage.rawValue)"
        }
        if decision.omitsManagedFields { text += ", without managed fields" }
        #expect(text == example.expected)
    }

    @Test func everyClauseHasCases() {
        #expect(Self.cases.count > 100)
    }

    @Test func levelsAreOrdered() {
        #expect(AuditLevel.allCases == AuditLevel.allCases.sorted())
    }

    @Test func omittedStagesAreNotRecorded() {
        let decision = Fixture.policy(
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules:
            - {level: Metadata, omitStages: [RequestReceived]}
            """
        ).decision(on: AuditRequest(user: nil, verb: "get", target: .path("/")))
        #expect(!decision.records(.requestReceived))
        #expect(decision.records(.responseComplete))
    }
}
