import MartletPolicy
import MartletRules
import Testing

/// What rules see under a policy, and what is said to be missing.
@Suite struct SightTests {
    private static func policy(_ rules: String, omitting: String = "RequestReceived") -> AuditPolicy
    {
        Fixture.policy(
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [\(omitting)]
            rules:
            \(rules)
            """
        )
    }

    private static func sight(
        _ policy: AuditPolicy,
        _ selection: String,
        not filter: String? = nil
    ) throws -> RuleSight {
        try #require(SightCheck(policy, Fixture.rule(selection, not: filter)).sights().first)
    }

    /// A rule, a policy, and what comes of them.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let selection: String
        var filter: String?
        let rules: String
        var omitting = "RequestReceived"
        let verdict: RuleSight.Verdict
        var lacks: [Loss.Lack] = []
        var requests: String?

        var testDescription: String { name }
    }

    private static let exec =
        "{objectRef.resource: pods, objectRef.subresource: exec, verb: [create, get], stage: ResponseStarted}"
    private static let podSpec =
        "{objectRef.resource: [pods, deployments], objectRef.subresource: null, verb: create, requestObject.spec.hostNetwork: true}"

    static let cases: [Case] = [
        Case(
            name: "everything is recorded",
            selection: exec,
            rules: "- level: Metadata",
            verdict: .sees
        ),
        Case(
            name: "pods does not stand for pods/exec",
            selection: exec,
            rules: "- {level: Metadata, resources: [{group: \"\", resources: [pods]}]}",
            verdict: .blind,
            lacks: [.unmatched],
            requests: "create, get of pods/exec"
        ),
        Case(
            name: "the stage is omitted",
            selection: exec,
            rules: "- level: Metadata",
            omitting: "ResponseStarted",
            verdict: .blind,
            lacks: [.stage(.responseStarted)]
        ),
        Case(
            name: "the stage is left open",
            selection: "{objectRef.subresource: exec, responseStatus.code|lt: 400}",
            rules: "- level: Metadata",
            omitting: "ResponseStarted",
            verdict: .sees
        ),
        Case(
            name: "exec has no body at any level",
            selection: "{objectRef.subresource: exec, requestObject.command|contains: sh}",
            rules: "- level: RequestResponse",
            verdict: .undecided
        ),
        Case(
            name: "one of two resources has its body",
            selection: podSpec,
            rules: """
                - {level: Request, resources: [{group: "", resources: [pods]}]}
                - level: Metadata
                """,
            verdict: .partly,
            lacks: [.level(recorded: .metadata, needed: .request)],
            requests: "create of deployments"
        ),
        Case(
            name: "the body is in the wrong group",
            selection: "{objectRef.resource: deployments, verb: create, requestObject.spec.x: 1}",
            rules: """
                - {level: Request, resources: [{group: "", resources: [deployments]}]}
                - level: Metadata
                """,
            verdict: .blind,
            lacks: [.level(recorded: .metadata, needed: .request)]
        ),
        Case(
            name: "an answer is read",
            selection:
                "{objectRef.resource: pods, verb: create, responseObject.metadata.name|exists: true}",
            rules: "- level: Request",
            verdict: .blind,
            lacks: [.level(recorded: .request, needed: .requestResponse)]
        ),
        Case(
            name: "a patch is read, or what came of it",
            selection: """

                        - {objectRef.resource: roles, verb: patch, requestObject.rules|exists: true}
                        - {objectRef.resource: roles, verb: patch, responseObject.rules|exists: true}
                """,
            rules: "- level: Request",
            verdict: .partly,
            lacks: [.detail(recorded: .request, needed: .requestResponse)]
        ),
        Case(
            name: "an alternative is read in both bodies of a patch",
            selection: """

                        - {objectRef.resource: pods, objectRef.subresource: null, verb: patch, requestObject.spec.hostPID: true}
                        - objectRef.resource: pods
                          objectRef.subresource: null
                          verb: patch
                          requestObject.op: copy
                          responseObject.spec.hostPID: true
                """,
            rules: "- {level: Request, resources: [{group: \"\", resources: [pods]}]}",
            verdict: .partly,
            lacks: [.detail(recorded: .request, needed: .requestResponse)]
        ),
        Case(
            name: "what a filter could read more is not missed",
            selection:
                "{objectRef.resource: pods, objectRef.subresource: null, verb: patch, requestObject.spec.hostPID: true}",
            filter: "{requestObject.op: copy, responseObject.spec.hostPID: false}",
            rules: "- {level: Request, resources: [{group: \"\", resources: [pods]}]}",
            verdict: .sees
        ),
        Case(
            name: "what is created says it all",
            selection: """

                        - {objectRef.resource: roles, verb: create, requestObject.rules|exists: true}
                        - {objectRef.resource: roles, verb: create, responseObject.rules|exists: true}
                """,
            rules: "- level: Request",
            verdict: .sees
        ),
        Case(
            name: "rejected credentials fit no list of users",
            selection: "{responseStatus.code: 401}",
            rules:
                "- {level: Metadata, userGroups: [\"system:authenticated\", \"system:unauthenticated\"]}",
            verdict: .blind,
            lacks: [.guarded(by: "userGroups")]
        ),
        Case(
            name: "rejected credentials are seen",
            selection: "{responseStatus.code: 401, stage: ResponseStarted}",
            rules: "- level: Metadata",
            verdict: .sees
        ),
        Case(
            name: "rejected credentials are told at another stage",
            selection: "{responseStatus.code: 401, stage: ResponseComplete}",
            rules: "- level: Metadata",
            verdict: .undecided
        ),
        Case(
            name: "a guard on users",
            selection: "{objectRef.resource: secrets, verb: list}",
            rules: """
                - {level: None, users: [ann]}
                - level: Metadata
                """,
            verdict: .partly,
            lacks: [.dropped],
            requests: "list of secrets by ann"
        ),
        Case(
            name: "a guard on users that the rule leaves out as well",
            selection: "{objectRef.resource: secrets, verb: list}",
            filter: "{user.username: ann}",
            rules: """
                - {level: None, users: [ann]}
                - level: Metadata
                """,
            verdict: .sees
        ),
        Case(
            name: "a guard on groups",
            selection: "{objectRef.resource: secrets, verb: list}",
            rules: """
                - {level: None, userGroups: ["system:masters"]}
                - level: Metadata
                """,
            verdict: .partly,
            lacks: [.dropped],
            requests: "list of secrets by members of system:masters"
        ),
        Case(
            name: "a guard on namespaces",
            selection: "{objectRef.resource: pods, objectRef.subresource: null, verb: delete}",
            rules: "- {level: Metadata, namespaces: [kube-system]}",
            verdict: .partly,
            lacks: [.guarded(by: "namespaces")],
            requests: "delete of pods in other namespaces"
        ),
        Case(
            name: "the only namespace that the rule is for",
            selection: "{objectRef.resource: pods, verb: delete, objectRef.namespace: kube-system}",
            rules: "- {level: Metadata, namespaces: [kube-system]}",
            verdict: .sees
        ),
        Case(
            name: "a namespace by its beginning",
            selection:
                "{objectRef.resource: configmaps, verb: update, objectRef.namespace|startswith: kube-}",
            rules: "- {level: Metadata, namespaces: [kube-system]}",
            verdict: .partly,
            lacks: [.guarded(by: "namespaces")]
        ),
        Case(
            name: "a name",
            selection:
                "{objectRef.resource: configmaps, objectRef.name: aws-auth, verb: [update, create]}",
            rules: """
                - {level: Metadata, resources: [{group: "", resources: [configmaps], resourceNames: [aws-auth]}]}
                """,
            verdict: .partly,
            lacks: [.unmatched],
            requests: "create of configmaps"
        ),
        Case(
            name: "a custom resource that the policy names",
            selection: "{objectRef.resource: volumesnapshots, verb: delete}",
            rules:
                "- {level: Metadata, resources: [{group: snapshot.storage.k8s.io, resources: [volumesnapshots]}]}",
            verdict: .sees
        ),
        Case(
            name: "a custom resource that it does not",
            selection: "{objectRef.resource: volumesnapshots, verb: delete}",
            rules: "- {level: Metadata, resources: [{group: apps}]}",
            verdict: .blind,
            lacks: [.unmatched],
            requests: "delete of volumesnapshots"
        ),
        Case(
            name: "a path",
            selection: "{requestURI|startswith: /metrics, objectRef.resource: null}",
            rules: "- {level: Metadata, nonResourceURLs: [\"/metrics*\"]}",
            verdict: .sees
        ),
        Case(
            name: "a path that is dropped",
            selection: "{requestURI: /logs/x, objectRef.resource: null, verb: get}",
            rules: """
                - {level: None, nonResourceURLs: ["/logs*"]}
                - level: Metadata
                """,
            verdict: .blind,
            lacks: [.dropped],
            requests: "get of /logs/x"
        ),
        Case(
            name: "what is only noise is not missed",
            selection: "{verb: patch, objectRef.subresource: status, responseStatus.code: 403}",
            rules: """
                - {level: None, userGroups: ["system:nodes"], verbs: [patch], resources: [{group: "", resources: [nodes/status]}]}
                - level: Metadata
                """,
            verdict: .sees,
            lacks: [.dropped]
        ),
        Case(
            name: "a regular expression for the user",
            selection: "{objectRef.resource: secrets, verb: get, user.username|re: '^dev-[0-9]+$'}",
            rules: "- {level: Metadata, users: [dev-1]}",
            verdict: .partly,
            lacks: [.guarded(by: "users")]
        ),
        Case(
            name: "a block over elements",
            selection:
                "{verb: create, objectRef.resource: pods, 'requestObject.spec.containers[any]': {image: x}}",
            rules: "- level: Metadata",
            verdict: .blind,
            lacks: [.level(recorded: .metadata, needed: .request)]
        ),
        Case(
            name: "a level that is tested",
            selection: "{verb: create, objectRef.resource: pods, level: RequestResponse}",
            rules: "- level: Metadata",
            verdict: .blind
        ),
        Case(
            name: "a keyword",
            selection: "['nc -e']",
            rules: "- level: None",
            verdict: .blind
        ),
    ]

    @Test(arguments: cases)
    func sees(_ example: Case) throws {
        let sight = try Self.sight(
            Self.policy(example.rules, omitting: example.omitting),
            example.selection,
            not: example.filter
        )
        #expect(sight.verdict == example.verdict)
        for lack in example.lacks { #expect(sight.losses.map(\.lack).contains(lack)) }
        if let requests = example.requests {
            #expect(sight.losses.map(\.requests).contains(requests))
        }
    }

    /// Rules and policies whose lists are very long cost no more than others.
    @Test func sizeHasItsLimits() throws {
        func list(_ prefix: String, _ count: Int) -> String {
            (0..<count).map { "\(prefix)\($0)" }.joined(separator: ", ")
        }
        let policy = Self.policy(
            """
            - {level: None, users: [\(list("u", 900))], verbs: [\(list("v", 900))], namespaces: [\(list("n", 900))]}
            - {level: None, resources: [{group: "", resources: [configmaps], resourceNames: [\(list("c", 900))]}]}
            - level: Metadata
            """
        )
        let names =
            "{objectRef.namespace: [\(list("a", 5_000))], objectRef.name: [\(list("b", 5_000))]}"
        #expect(try Self.sight(policy, names).verdict == .undecided)
        let users = "{objectRef.resource: secrets, verb: get, user.username: [\(list("u", 20))]}"
        #expect(try Self.sight(policy, users).verdict == .sees)
        let stars = String(repeating: "*a", count: 40)
        #expect(
            try Self.sight(policy, "{objectRef.name: ['\(stars)', '\(stars)b']}").verdict != .blind
        )
        let file = SourceFile(path: "policy.yaml", bytes: [])
        _ = PolicyProblems.all(policy, in: file)
    }

    /// Fields that only a collector could add leave it open whether the rule ever matches.
    @Test func fieldsThatNobodyWritesAreTold() throws {
        let policy = Self.policy("- level: RequestResponse")
        let flat = try Self.sight(policy, "{verb: create, hostPath: '*', apiGroup: apps}")
        #expect(flat.verdict == .undecided)
        #expect(flat.remark == "it needs what the API server does not write: hostPath, apiGroup")
        let either = try Self.sight(policy, "[{verb: create, cluster: a}, {verb: delete}]")
        #expect(either.verdict == .sees)
        let without = try Self.sight(policy, "{verb: create}", not: "{cluster: test}")
        #expect(without.verdict == .sees)
        let client = try Self.sight(
            policy,
            "{userAgent|startswith: curl/, sourceIPs|cidr: 10.0.0.0/8}"
        )
        #expect(client.verdict == .sees)
    }

    @Test func noiseHasItsName() throws {
        let sight = try Self.sight(
            Self.policy(
                """
                - {level: None, nonResourceURLs: ["/healthz*", "/livez*", "/readyz*"]}
                - level: Metadata
                """
            ),
            "{responseStatus.code: 403}"
        )
        #expect(sight.verdict == .sees)
        #expect(sight.losses.map(\.noise) == ["health checks"])
    }

    @Test func rulesForOtherLogsAreLeftOut() {
        let rules = Fixture.rules(
            """
            title: Other
            logsource: {product: windows, service: security}
            detection: {selection: {EventID: 1}, condition: selection}
            """
        )
        #expect(SightCheck(Self.policy("- level: None"), rules).sights().isEmpty)
        #expect(SightCheck.auditRules(of: rules).isEmpty)
    }

    @Test func filtersCount() throws {
        let rules = Fixture.rules(
            """
            title: Secrets
            name: secrets
            logsource: {product: kubernetes, service: audit}
            detection: {selection: {objectRef.resource: secrets, verb: list}, condition: selection}
            ---
            title: Ann is known
            logsource: {product: kubernetes, service: audit}
            filter:
                rules: [secrets]
                selection: {user.username: ann}
                condition: not selection
            """
        )
        let policy = Self.policy(
            """
            - {level: None, users: [ann]}
            - level: Metadata
            """
        )
        #expect(SightCheck(policy, rules).sights().map(\.verdict) == [.sees])
    }

    /// Two rules, of which the policy blinds the second, and a correlation over both.
    private static func correlation(_ body: String) throws -> RuleSight {
        let rules = Fixture.rules(
            """
            title: Seen
            name: seen
            logsource: {product: kubernetes, service: audit}
            detection: {selection: {objectRef.resource: secrets, verb: list}, condition: selection}
            ---
            title: Blind
            name: blind
            logsource: {product: kubernetes, service: audit}
            detection: {selection: {objectRef.resource: pods, verb: list}, condition: selection}
            ---
            title: Both
            correlation:
                group-by: [user.username]
                timespan: 5m
            \(body)
            """
        )
        let policy = Self.policy(
            "- {level: Metadata, resources: [{group: \"\", resources: [secrets]}]}"
        )
        return try #require(SightCheck(policy, rules).sights().last)
    }

    @Test(arguments: [
        (
            "type: event_count\n    rules: [seen, blind]\n    condition: {gte: 3}",
            RuleSight.Verdict.partly
        ),
        ("type: event_count\n    rules: [blind]\n    condition: {gte: 3}", .blind),
        ("type: event_count\n    rules: [seen]\n    condition: {gte: 3}", .sees),
        ("type: temporal\n    rules: [seen, blind]", .blind),
        ("type: temporal_ordered\n    rules: [seen, blind]", .blind),
    ])
    func correlationsSeeWhatTheirRulesSee(_ body: String, _ verdict: RuleSight.Verdict) throws {
        let sight = try Self.correlation("    " + body)
        #expect(sight.isCorrelation)
        #expect(sight.verdict == verdict)
        #expect((sight.remark == nil) == (verdict == .sees))
        if verdict != .sees { #expect(sight.remark?.contains("'Blind', which is blind") == true) }
    }
}
