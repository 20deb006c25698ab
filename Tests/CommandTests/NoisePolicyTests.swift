import Foundation
import Testing

/// The lines that `martlet noise` writes for audit policies.
@Suite struct NoisePolicyTests {
    private let folder = TemporaryFolder()

    private static let pods = #""objectRef":{"resource":"pods","namespace":"shop"}"#
    private static let secrets = #""objectRef":{"resource":"secrets","namespace":"shop"}"#
    private static let leases =
        #""objectRef":{"resource":"leases","apiGroup":"coordination.k8s.io","namespace":"n"}"#

    private static func event(
        _ user: String,
        _ verb: String,
        _ object: String? = nil,
        uri: String = "/x",
        stage: String = "ResponseComplete",
        groups: String = "system:authenticated"
    ) -> String {
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"a","#
            + #""stage":"\#(stage)","verb":"\#(verb)","requestURI":"\#(uri)","#
            + (user.isEmpty
                ? #""user":{},"# : #""user":{"username":"\#(user)","groups":["\#(groups)"]},"#)
            + (object.map { $0 + "," } ?? "") + #""stageTimestamp":"2026-11-25T10:00:00Z"}"#
    }

    private static let cart = "system:serviceaccount:shop:cart"
    private static let log = [
        event("system:node:a", "update", leases, stage: "RequestReceived", groups: "system:nodes"),
        event("system:node:a", "update", leases, groups: "system:nodes"),
        event("system:node:b", "update", leases, groups: "system:nodes"),
        event(cart, "list", pods), event(cart, "get", pods), event(cart, "list", secrets),
        event("dana", "get", pods), event("dana", "get", uri: "/apis/apps/v1?timeout=3s"),
        event("", "get", pods), event(cart, "get", uri: "/odd*"),
    ]
    .joined(separator: "\n")

    private static let rules = """
        title: Secrets listed
        logsource: {product: kubernetes, service: audit}
        detection:
            selection: {verb: list, objectRef.resource: secrets}
            condition: selection
        ---
        title: Host network
        logsource: {product: kubernetes, service: audit}
        detection:
            selection:
                verb: create
                objectRef.resource: pods
                requestObject.spec.hostNetwork: true
            condition: selection

        """

    private func run(_ arguments: String...) -> MartletProcess.Result { run(arguments) }

    private func run(_ arguments: [String]) -> MartletProcess.Result {
        folder.write("audit.log", Self.log)
        folder.write("rules.yml", Self.rules)
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    private func policy(_ output: [UInt8]) throws -> [String: Any] {
        try #require(report(output)["policy"] as? [String: Any])
    }

    private func report(_ output: [UInt8]) throws -> [String: Any] {
        let report = try JSONSerialization.jsonObject(with: Data(output))
        return try #require(report as? [String: Any])
    }

    /// The lines of a report, one rule after the other.
    private func lines(_ policy: [String: Any]) -> [String] {
        (policy["lines"] as? [[String: Any]] ?? []).compactMap { $0["yaml"] as? String }
    }

    private func kept(_ policy: [String: Any]) -> [String] {
        (policy["kept"] as? [[String: Any]] ?? []).map { kind in
            let rules = kind["rules"] as? [String] ?? []
            return ["user", "verb", "target", "reason"].map { kind[$0] as? String ?? "?" }
                .joined(separator: " ") + rules.map { " '\($0)'" }.joined()
        }
        .sorted()
    }

    @Test func whatNoRuleReadsIsLeftOut() throws {
        let result = run("noise", "-r", "rules.yml", "--format", "json", "audit.log")
        #expect(result.status == 0)
        let policy = try policy(result.output)
        #expect(policy["rules"] as? Int == 2)
        #expect(
            lines(policy) == [
                """
                  - level: None
                    userGroups: ["system:nodes"]
                    verbs: [update]
                    resources:
                      - group: coordination.k8s.io
                        resources: [leases]

                """,
                """
                  - level: None
                    users: ["\(Self.cart)"]
                    verbs: [get, list]
                    resources:
                      - group: ""
                        resources: [pods]

                """,
                """
                  - level: None
                    users: [dana]
                    verbs: [get]
                    nonResourceURLs: ["/apis/*"]

                """,
            ]
        )
        #expect(
            kept(policy) == [
                "- get pods nobody", "dana get pods person",
                "\(Self.cart) get /odd* unnameable",
                "\(Self.cart) list secrets rules 'Secrets listed'",
            ]
        )
        let received = try #require(policy["request_received"] as? [String: Any])
        #expect(received["events"] as? Int == 1)
        #expect(received["rules"] as? [String] == [])
        #expect(policy["events"] as? Int == 6)
    }

    @Test func withoutRulesOnlyKnownNoiseIs() throws {
        let policy = try policy(run("noise", "--format", "json", "audit.log").output)
        #expect(policy["rules"] == nil)
        #expect(lines(policy).count == 2)
        #expect(kept(policy).contains("\(Self.cart) list pods no_rules"))
        let text = run("noise", "audit.log").text
        #expect(text.contains("no rule was looked at (-r)\n"))
        #expect(text.contains("  not known as noise, and no rule was looked at\n"))
    }

    @Test func aStageThatARuleNeedsIsKept() throws {
        let rule = Self.rules.replacing(
            "{verb: list,",
            with: "{stage: RequestReceived, verb: list,"
        )
        folder.write("received.yml", rule)
        let text = run("noise", "-r", "received.yml", "audit.log").text
        #expect(!text.contains("omitStages"))
        #expect(text.contains("of the bytes) is read by 'Secrets listed'.\n"))
    }

    /// What the lines leave out of a log, event by event, is what the report says.
    @Test(arguments: ["audit.log", Fixture.root + "/rulesets/kubernetes-audit/samples/audit.log"])
    func theLinesHoldWhatTheReportSays(log: String) throws {
        let report = try report(run("noise", "--format", "json", log).output)
        let policy = try #require(report["policy"] as? [String: Any])
        let omitted = policy["request_received"] == nil ? "[]" : "[RequestReceived]"
        folder.write(
            "all.yaml",
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: \(omitted)
            rules:
            \(lines(policy).joined())  - level: RequestResponse

            """
        )
        let simulated = run("policy", "simulate", "all.yaml", log, "--format", "json")
        let outcome = try self.report(simulated.output)
        let recorded = try #require(outcome["recorded"] as? [String: Any])
        for key in ["events", "bytes"] {
            let all = try #require(report[key] as? Int)
            let left = try #require(policy[key] as? Int)
            #expect(left > 0)
            #expect(recorded[key] as? Int == all - left)
        }
    }

    @Test func onTopOfAPolicyTheLinesBlindNoRule() throws {
        let reported = try policy(
            run("noise", "-r", "rules.yml", "--format", "json", "audit.log").output
        )
        let generated = run("policy", "generate", "-r", "rules.yml").text
        let parts = generated.split(separator: "\nrules:\n", maxSplits: 1)
        try #require(parts.count == 2)
        folder.write("policy.yaml", parts[0] + "\nrules:\n" + lines(reported).joined() + parts[1])
        folder.write("generated.yaml", generated)
        let arguments = ["-r", "rules.yml", "--fail-on", "warning"]
        let checked = run(["policy", "check", "policy.yaml"] + arguments)
        #expect(checked.status == 0, "\(checked.text)")
        let before = run(["policy", "check", "generated.yaml"] + arguments)
        #expect(checked.lines.last == before.lines.last)
        #expect(checked.text.contains("rules: 2 see; policy: 0 errors, 0 warnings, "))
    }

    @Test func rulesThatCannotBeReadEndTheRun() {
        #expect(run("noise", "-r", "nowhere.yml", "audit.log").status == 3)
        folder.write("broken.yml", "title: [")
        #expect(run("noise", "-r", "broken.yml", "audit.log").status == 2)
    }
}
