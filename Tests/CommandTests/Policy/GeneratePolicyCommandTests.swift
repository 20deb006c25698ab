import Testing

/// `martlet policy generate` and `martlet policy simulate`: whole outputs, and how a run ends.
@Suite struct GeneratePolicyCommandTests {
    private let folder = TemporaryFolder()

    init() {
        folder.write(
            "rules/rules.yml",
            """
            title: Host network
            logsource: {product: kubernetes, service: audit}
            detection:
              selection:
                objectRef.resource: pods
                objectRef.subresource: null
                verb: create
                requestObject.spec.hostNetwork: true
              condition: selection
            ---
            title: Denied
            logsource: {product: kubernetes, service: audit}
            detection:
              selection: {responseStatus.code: 403}
              condition: selection

            """
        )
        folder.write(
            "secret/rule.yml",
            """
            title: Opaque secret
            logsource: {product: kubernetes, service: audit}
            detection:
              selection: {objectRef.resource: secrets, verb: create, requestObject.type: Opaque}
              condition: selection

            """
        )
        folder.write(
            "audit.log",
            """
            {"kind":"Event","level":"RequestResponse","stage":"ResponseComplete","verb":"create","requestURI":"/x","user":{"username":"ann","groups":["system:authenticated"]},"objectRef":{"resource":"pods","namespace":"shop"},"requestObject":{"spec":{"hostNetwork":true}},"responseObject":{"spec":{"hostNetwork":true}}}
            {"kind":"Event","level":"Metadata","stage":"RequestReceived","verb":"get","requestURI":"/healthz","user":{"username":"system:anonymous","groups":["system:unauthenticated"]}}
            {"kind":"Event","level":"Metadata","stage":"ResponseComplete","verb":"get","requestURI":"/x","user":{"username":"ann","groups":["system:authenticated"]},"objectRef":{"resource":"secrets","namespace":"shop","name":"db"},"responseStatus":{"code":403}}
            {"not":"an audit event"}

            """
        )
        folder.write(
            "narrow.yaml",
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules:
              - level: Metadata
                resources: [{group: "", resources: [pods]}]

            """
        )
    }

    private func policy(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["policy"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func thePolicyIsWrittenAndProven() throws {
        let result = policy("generate", "-r", "rules")
        #expect(result.status == 0)
        #expect(result.errors == "")
        try Golden.expect(result.text, is: "policy-generated.yaml")
        #expect(policy("generate", "-r", "rules", "-o", "out.yaml").status == 0)
        let check = policy("check", "out.yaml", "-r", "rules", "--fail-on", "warning")
        #expect(check.status == 0)
    }

    @Test func aRuleThatStaysBlindIsTold() {
        let result = policy("generate", "-r", "secret")
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("note: 'Opaque secret' would need the bodies of secrets"))
        #expect(result.errors.contains("\nblind      medium         Opaque secret\n"))
        #expect(result.text.contains("- level: Metadata\n"))
    }

    @Test func generateNeedsRules() {
        folder.write("none/readme.txt", "")
        #expect(policy("generate", "-r", "none").status == 2)
        #expect(policy("generate", "-r", "nowhere").status == 3)
        #expect(policy("generate").status == 64)
    }

    @Test(arguments: [("table", "policy-simulation.txt"), ("json", "policy-simulation.json")])
    func theSimulationTellsWhatIsLost(_ format: String, _ file: String) throws {
        let result = policy(
            "simulate",
            "narrow.yaml",
            "audit.log",
            "-r",
            "rules",
            "--format",
            format
        )
        #expect(result.errors == "")
        #expect(result.status == 1)
        try Golden.expect(result.text, is: file)
    }

    @Test func nothingIsLostUnderTheGeneratedPolicy() {
        #expect(policy("generate", "-r", "rules", "-o", "out.yaml").status == 0)
        let result = policy("simulate", "out.yaml", "audit.log", "-r", "rules")
        #expect(result.status == 0)
        #expect(result.text.contains("        1        0  Host network\n"))
        #expect(policy("simulate", "narrow.yaml", "audit.log").status == 0)
    }

    @Test func whatCannotBeReadEndsWithThree() {
        #expect(policy("simulate", "nowhere.yaml", "audit.log").status == 3)
        #expect(policy("simulate", "narrow.yaml", "nowhere.log").status == 3)
        folder.write("broken.yaml", "kind: Policy\n")
        let broken = policy("simulate", "broken.yaml", "audit.log")
        #expect(broken.status == 3)
        #expect(broken.errors.contains("'apiVersion' is missing [M401]"))
        #expect(policy("simulate", "narrow.yaml").status == 64)
    }
}
