import MartletPolicy
import MartletRules
import Testing

/// What a policy may leave out, and how it is written.
@Suite struct OmissionTests {
    private static let users = ["system:serviceaccount:a:x", "system:serviceaccount:b:y", "ann"]
    private static let verbs = ["get", "list", "update"]
    private static let targets: [Omission.Target] = [
        .path("/livez"), .path("/apis/*"), .resource(group: "", name: "pods"),
        .resource(group: "", name: "pods/log"), .resource(group: "apps", name: "deployments"),
    ]

    private static let all = users.flatMap { user in
        verbs.flatMap { verb in
            targets.map { Omission(users: [user], verb: verb, target: $0) }
        }
            + targets.map { Omission(userGroups: ["system:nodes"], verb: verbs[0], target: $0) }
    }

    private static let requests: [AuditRequest] = (users + ["system:node:n", "eve"]).flatMap {
        user in
        (verbs + ["delete"]).flatMap { verb in
            let asked: [AuditRequest.Target] = [
                .path("/livez"), .path("/livez/ping"), .path("/apis/apps"), .path("/apis"),
                .resource(.init("pods", namespace: "n")),
                .resource(.init("pods", subresource: "log")),
                .resource(.init(group: "apps", "deployments", name: "web")),
                .resource(.init(group: "apps", "pods")),
            ]
            return asked.map { AuditRequest(user: AuditUser(named: user), verb: verb, target: $0) }
        }
    }

    @Test(arguments: 0..<200) func joiningTakesNothingAlong(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let parts = Self.all.filter { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 60) < UInt64(1 + seed % 15)
        }
        let joined = Omission.joined(parts)
        #expect(joined.flatMap(\.parts).sorted() == Array(parts.indices))
        for request in Self.requests {
            let takers = joined.filter { $0.omission.rule.matches(request) }
            let isMeant = parts.contains { $0.rule.matches(request) }
            #expect(!takers.isEmpty == isMeant)
            for (omission, indices) in joined {
                let isPart = indices.contains { parts[$0].rule.matches(request) }
                #expect(omission.rule.matches(request) == isPart)
            }
        }
    }

    @Test func whatDiffersInOneThingIsOneRule() {
        let pods = Omission.Target.resource(group: "", name: "pods")
        let nodes = Omission.Target.resource(group: "", name: "nodes")
        let joined = Omission.joined([
            Omission(users: ["b"], verb: "list", target: pods),
            Omission(users: ["a"], verb: "list", target: pods),
            Omission(users: ["a"], verb: "get", target: pods),
            Omission(users: ["b"], verb: "get", target: pods),
            Omission(users: ["a"], verb: "get", target: nodes),
        ])
        #expect(
            joined.map(\.omission.yaml) == [
                """
                  - level: None
                    users: [a, b]
                    verbs: [get, list]
                    resources:
                      - group: ""
                        resources: [pods]

                """,
                """
                  - level: None
                    users: [a]
                    verbs: [get]
                    resources:
                      - group: ""
                        resources: [nodes]

                """,
            ]
        )
    }

    @Test func onlyWhatAPolicyCanSayIsSaid() {
        func canSay(_ user: String, _ verb: String, _ target: Omission.Target) -> Bool {
            OmissionCheck.canSay(Omission(users: [user], verb: verb, target: target))
        }
        #expect(canSay("a \"b\" \\ ü: #", "get", .path("/livez")))
        #expect(canSay("ann", "update", .resource(group: "x.example.com", name: "things/status")))
        #expect(!canSay("a\u{1b}[2J", "get", .path("/livez")))
        #expect(!canSay("ann", "get", .path("livez")))
        #expect(!canSay("ann", "frob", .path("/livez")))
        #expect(!canSay("ann", "get", .path("/a*b")))
        #expect(!canSay("ann", "get", .resource(group: "", name: "deployments")))
        #expect(!canSay("ann", "get", .resource(group: "Not a group", name: "things")))
    }

    // MARK: - Readers

    private static let nodeLeases = Omission(
        userGroups: ["system:nodes"],
        verb: "update",
        target: .resource(group: "coordination.k8s.io", name: "leases")
    )
    private static let cartPods = Omission(
        users: ["system:serviceaccount:shop:cart"],
        verb: "list",
        target: .resource(group: "", name: "pods")
    )

    private func readers(_ selection: String, not filter: String? = nil) -> [[String]] {
        let rules = Fixture.rule(selection, not: filter)
        return OmissionCheck(rules).outcome(of: [Self.nodeLeases, Self.cartPods]).readers
    }

    @Test func rulesAreAskedForEachOfThem() {
        #expect(readers("{objectRef.resource: secrets, verb: list}") == [[], []])
        #expect(readers("{objectRef.resource: pods, verb: list}") == [[], ["Rule"]])
        #expect(readers("{objectRef.resource: pods, verb: [create, delete]}") == [[], []])
        let others = "{user.username|startswith: 'system:serviceaccount:shop:'}"
        #expect(readers("{objectRef.resource: pods, verb: list}", not: others) == [[], []])
        #expect(readers("{responseStatus.code: 403}") == [[], ["Rule"]])
    }

    @Test func noiseIsNotMissedUnlessARuleIsForNothingElse() {
        #expect(readers("{objectRef.resource: leases, verb: update}") == [[], []])
        let nodes = "{objectRef.resource: leases, verb: update, user.groups: 'system:nodes'}"
        #expect(readers(nodes) == [["Rule"], []])
    }

    @Test func aStageIsAskedForAsWell() {
        func readers(_ selection: String) -> [String] {
            OmissionCheck(Fixture.rule(selection)).readers(of: .requestReceived)
        }
        #expect(readers("{verb: delete, stage: RequestReceived}") == ["Rule"])
        #expect(readers("{verb: delete}") == [])
    }
}
