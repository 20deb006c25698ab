import MartletPolicy
import MartletRules
import Testing

/// Policies that are written for rules: small, sound, and proven by the check.
@Suite struct GeneratorTests {
    private static func generated(_ rules: RuleSet) -> (text: String, remarks: [String]) {
        let output = PolicyGenerator(rules).output()
        return (output.text, output.remarks)
    }

    private static func sights(_ text: String, _ rules: RuleSet) -> [RuleSight.Verdict] {
        SightCheck(Fixture.policy(text), rules).sights().map(\.verdict)
    }

    private static func problems(_ text: String) -> [Diagnostic] {
        let (policy, log) = Fixture.read(text)
        return log.diagnostics + (policy.map { PolicyProblems.all($0, in: log.file) } ?? [])
    }

    @Test func aRuleForOneThingGetsOneLine() {
        let rules = Fixture.rule(
            "{objectRef.resource: pods, objectRef.subresource: exec, verb: [create, get], stage: ResponseStarted}"
        )
        let text = Self.generated(rules).text
        #expect(
            text == """
                # What 1 rule for Kubernetes audit logs needs. The first rule of the policy that fits a request counts.
                # Checked: 1 see.
                apiVersion: audit.k8s.io/v1
                kind: Policy
                # A later stage says all that this one does.
                omitStages: [RequestReceived]
                rules:
                  # For 'Rule'.
                  - level: Metadata
                    verbs: [create, get]
                    resources:
                      - group: ""
                        resources: [pods/exec]

                """
        )
        #expect(Self.sights(text, rules) == [.sees])
    }

    /// Rules of every kind of need.
    static let selections = [
        "{objectRef.resource: deployments, verb: [create, update, patch], requestObject.spec.x: 1}",
        "{objectRef.resource: roles, verb: patch, responseObject.rules|exists: true}",
        "{objectRef.resource: secrets, verb: list}",
        "{objectRef.resource: volumesnapshots, verb: delete}",
        "{objectRef.resource: widgets, verb: delete}",
        "{objectRef.resource: widgets, objectRef.apiGroup: example.com, verb: create, requestObject.x: 1}",
        "{responseStatus.code: 403}",
        "{responseStatus.code: 401}",
        "{user.username: 'system:anonymous', stage: ResponseComplete}",
        "{user.username: 'system:anonymous', objectRef.resource: pods, verb: get, stage: ResponseComplete}",
        "{verb: delete, objectRef.namespace: kube-system}",
        "{requestURI|startswith: /metrics, objectRef.resource: null, verb: get}",
        "{objectRef.resource: null, verb: post}",
        "{stage: RequestReceived, verb: delete, objectRef.resource: nodes}",
        "{objectRef.resource: configmaps, objectRef.name: aws-auth, verb: update, requestObject.data.x|exists: true}",
        "{verb: watch, stage: ResponseStarted}",
        "{level: Request, objectRef.resource: services, verb: update}",
    ]

    @Test(arguments: selections)
    func theRuleSees(_ selection: String) {
        let rules = Fixture.rule(selection)
        let (text, _) = Self.generated(rules)
        #expect(Self.sights(text, rules) == [.sees], "\(text)")
        let unwanted = Self.problems(text).filter {
            $0.severity == .error || $0.code == PolicyCode.unreachableRule
        }
        #expect(unwanted == [])
    }

    @Test func allOfThemTogetherSee() {
        let documents = Self.selections.enumerated().map { index, selection in
            """
            title: Rule \(index)
            logsource: {product: kubernetes, service: audit}
            detection: {s: \(selection), condition: s}
            """
        }
        let rules = Fixture.rules(documents.joined(separator: "\n---\n"))
        let (text, _) = Self.generated(rules)
        #expect(Self.sights(text, rules) == Self.selections.map { _ in .sees }, "\(text)")
        let problems = Self.problems(text).filter { $0.code != PolicyCode.receivedKept }
        #expect(problems.filter { $0.severity == .error } == [])
        #expect(!problems.contains { $0.code == PolicyCode.noiseKept })
    }

    @Test func nothingIsRecordedForNobody() {
        let rules = Fixture.rules(
            """
            title: Elsewhere
            logsource: {product: windows}
            detection: {s: {EventID: 1}, condition: s}
            """
        )
        let (text, remarks) = Self.generated(rules)
        #expect(text.hasSuffix("rules:\n  # No rule asks for anything.\n  - level: None\n"))
        #expect(remarks.isEmpty)
        #expect(Fixture.policy(text).rules.count == 1)
    }

    @Test func onlyAnonymousRequestsWhereNothingElseIsAskedFor() {
        let rules = Fixture.rule("{user.username: 'system:anonymous', stage: ResponseComplete}")
        let policy = Fixture.policy(Self.generated(rules).text)
        #expect(policy.rules.last?.userGroups.map(\.text) == ["system:unauthenticated"])
        let request = AuditRequest(
            user: AuditUser(named: "ann"),
            verb: "get",
            target: .resource(AuditRequest.Resource("pods", namespace: "shop"))
        )
        #expect(policy.decision(on: request).level == .none)
    }

    @Test func bodiesOfSecretsStayOut() {
        let rules = Fixture.rule(
            "{objectRef.resource: secrets, verb: create, requestObject.type: Opaque}"
        )
        let (text, remarks) = Self.generated(rules)
        #expect(
            remarks == [
                "'Rule' would need the bodies of secrets, which hold secrets: they stay at Metadata"
            ]
        )
        #expect(Self.sights(text, rules) == [.blind])
        #expect(Self.problems(text).filter { $0.code == PolicyCode.leak } == [])
    }

    /// A rule for whatever there is sees all but the bodies of secrets.
    @Test func aRuleForEveryBodySeesAllButSecrets() throws {
        let rules = Fixture.rule("{verb: create, requestObject.metadata.x: 1}")
        let text = Self.generated(rules).text
        let sight = try #require(SightCheck(Fixture.policy(text), rules).sights().first)
        #expect(sight.verdict == .partly)
        #expect(
            sight.losses.filter { $0.noise == nil }.map(\.requests)
                == ["create of secrets, serviceaccounts/token, tokenreviews"]
        )
    }

    @Test func aRuleThatFitsNoRequestIsTold() {
        let rules = Fixture.rule(
            "{objectRef.resource: pods, objectRef.subresource: exec, requestObject.x: 1}"
        )
        #expect(Self.generated(rules).remarks == ["'Rule': what it needs is not known"])
    }

    @Test func titlesCannotLeaveTheirComment() {
        let rules = Fixture.rules(
            """
            title: "a\\n- level: RequestResponse\\u001b[31m"
            logsource: {product: kubernetes, service: audit}
            detection: {s: {objectRef.resource: nodes, verb: get}, condition: s}
            """
        )
        let text = Self.generated(rules).text
        #expect(Fixture.policy(text).rules.map(\.level) == [.none, .metadata])
        #expect(!text.contains("\u{1B}"))
    }
}
