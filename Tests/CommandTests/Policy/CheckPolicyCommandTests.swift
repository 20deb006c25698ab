import Testing

/// `martlet policy check`: whole outputs, and how a run ends.
@Suite struct CheckPolicyCommandTests {
    private let folder = TemporaryFolder()

    private static let head = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:

        """

    init() {
        folder.write(
            "policy.yaml",
            Self.head + """
                  - level: None
                    users: ["system:kube-proxy"]
                  - level: Metadata
                    resources: [{group: "", resources: [pods, secrets, configmaps]}]
                  - level: Request
                    resources: [{group: ""}]

                """
        )
        folder.write(
            "rules/rules.yml",
            [
                Self.rule(
                    "Secret read",
                    "medium",
                    "{objectRef.resource: secrets, verb: [get, list], stage: ResponseComplete}"
                ),
                Self.rule(
                    "Host network",
                    "high",
                    "{objectRef.resource: [pods, deployments], verb: create, requestObject.spec.hostNetwork: true}"
                ),
                Self.rule(
                    "Role changed",
                    "low",
                    "{objectRef.apiGroup: rbac.authorization.k8s.io, verb: update}",
                    name: "role_changed"
                ),
                """
                title: Many roles changed
                level: critical
                correlation:
                  type: event_count
                  rules: [role_changed]
                  group-by: [user.username]
                  timespan: 5m
                  condition: {gte: 5}

                """,
                "title: Elsewhere\\nlogsource: {product: windows}\\ndetection: {s: {EventID: 1}, condition: s}\\n"
                    .replacing("\\n", with: "\n"),
            ].joined(separator: "---\n")
        )
        folder.write(
            "audit.log",
            """
            {"kind":"Event","level":"Metadata","stage":"ResponseComplete","verb":"get","requestURI":"/healthz","user":{"username":"system:anonymous","groups":["system:unauthenticated"]}}
            {"kind":"Event","level":"Metadata","stage":"ResponseComplete","verb":"update","requestURI":"/x","user":{"username":"system:node:n","groups":["system:nodes","system:authenticated"]},"objectRef":{"resource":"nodes","subresource":"status","name":"n"}}
            {"kind":"Event","level":"Metadata","stage":"ResponseComplete","verb":"list","requestURI":"/x","user":{"username":"ann","groups":["system:authenticated"]},"objectRef":{"resource":"secrets"}}

            """
        )
    }

    private static func rule(
        _ title: String,
        _ level: String,
        _ selection: String,
        name: String? = nil
    ) -> String {
        """
        title: \(title)
        level: \(level)
        \(name.map { "name: \($0)\n" } ?? "")logsource: {product: kubernetes, service: audit}
        detection:
          selection: \(selection)
          condition: selection

        """
    }

    private func check(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["policy", "check"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test(arguments: [
        ("table", "policy-check.txt"), ("json", "policy-check.json"),
        ("sarif", "policy-check.sarif"),
    ])
    func wholeOutput(_ format: String, _ file: String) throws {
        let result = check(
            "policy.yaml",
            "-r",
            "rules",
            "--sample",
            "audit.log",
            "--format",
            format
        )
        #expect(result.errors == "")
        #expect(result.status == 1)
        try Golden.expect(result.text, is: file)
    }

    @Test func withoutRulesOnlyThePolicyIsChecked() {
        let result = check("policy.yaml")
        #expect(result.lines.last == "policy: 1 error, 0 warnings, 1 info")
        #expect(!result.text.contains("VERDICT"))
        #expect(result.status == 1)
    }

    @Test func anInvalidPolicyIsNotHeldAgainstRules() {
        folder.write("broken.yaml", Self.head + "  - level: metadata\n")
        let result = check("broken.yaml", "-r", "rules")
        #expect(
            result.text.hasPrefix("broken.yaml:5:12: error: there is no level 'metadata' [M405]\n")
        )
        #expect(!result.text.contains("VERDICT"))
        #expect(result.status == 1)
    }

    @Test func failOnDecidesTheStatus() {
        folder.write(
            "wide.yaml",
            Self.head + """
                  - level: None
                    users: [ann]
                  - level: Metadata

                """
        )
        folder.write(
            "one/rule.yml",
            Self.rule("Secret read", "low", "{objectRef.resource: secrets}")
        )
        // The rule sees partly, which is a warning; noise is a remark.
        #expect(check("wide.yaml", "-r", "one").status == 0)
        #expect(check("wide.yaml", "-r", "one", "--fail-on", "warning").status == 1)
        #expect(check("wide.yaml", "--fail-on", "warning").status == 0)
        #expect(check("wide.yaml", "--fail-on", "info").status == 1)
    }

    @Test func whatCannotBeReadEndsWithThree() {
        let missing = check("nowhere.yaml", "-r", "rules")
        #expect(missing.status == 3)
        #expect(missing.errors.contains("nowhere.yaml"))
        #expect(check("policy.yaml", "-r", "nowhere").status == 3)
        #expect(check("policy.yaml", "--sample", "nowhere").status == 3)
        folder.write("bad/rule.yml", "title: Bad\n")
        #expect(check("policy.yaml", "-r", "bad").status == 2)
    }

    @Test func aPolicyCanComeFromStandardInput() {
        var process = MartletProcess(arguments: ["policy", "check", "-"])
        process.input = .bytes(Array((Self.head + "  - level: Metadata\n").utf8))
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.text.hasPrefix("-:5:5: info: noise is recorded"))
    }

    @Test func badLinesOfASampleAreTold() {
        folder.write("odd.log", "no event\n\n{\"kind\":\"Event\"}\n")
        let result = check("policy.yaml", "--sample", "odd.log")
        #expect(result.errors == "1 line could not be read as events\n")
        #expect(result.status == 1)
    }
}
