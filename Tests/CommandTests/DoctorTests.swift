import Testing

@Suite struct DoctorTests {
    private let folder = TemporaryFolder()

    private func scan(_ rule: String, _ log: String) -> MartletProcess.Result {
        folder.write("rule.yml", rule)
        folder.write("audit.log", log)
        var process = MartletProcess("scan", "-r", "rule.yml", "--stats", "stats.json", "audit.log")
        process.folder = folder.path
        return process.run()
    }

    private var statistics: String { String(decoding: folder.read("stats.json"), as: UTF8.self) }

    private func rule(_ selection: String) -> String {
        """
        title: Rule
        logsource: {product: kubernetes, service: audit}
        detection:
          s: {\(selection)}
          condition: s
        """
    }

    private func event(_ more: String = "") -> String {
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"a","#
            + #""stage":"ResponseComplete","verb":"create","objectRef":{"resource":"pods"}\#(more)}"#
    }

    private func log(_ event: String, count: Int = 30) -> String {
        String(repeating: event + "\n", count: count)
    }

    private let hostNetwork = "verb: create, requestObject.spec.hostNetwork: true"

    @Test func aLogWithoutBodiesIsExplained() {
        let result = scan(rule(hostNetwork), log(event()))
        #expect(
            result.errors.contains(
                "hint: requestObject never occurs, which 1 rule reads: the first 30 events are "
                    + "recorded at level Metadata; let the audit policy record level Request for "
                    + "the resources of these rules (martlet policy check tells which of its lines "
                    + "do not, martlet policy generate writes one)\n"
            )
        )
        #expect(statistics.contains(#""subject": "bodies""#))
        #expect(statistics.contains(#""rules": ["Rule"]"#))
    }

    /// The names of a log source stand for fields of the body, and for what a patch in it sets.
    @Test(arguments: ["pod.hostNetwork: true", "written.data.PASSWORD|exists: true"])
    func namesOfTheLogSourceAreOfTheBody(_ item: String) {
        let result = scan(rule("verb: create, \(item)"), log(event()))
        #expect(result.errors.contains("hint: requestObject never occurs, which 1 rule reads:"))
        // What may be read of the URI, too, does not need the body.
        let command = scan(rule("verb: create, request.command: sh"), log(event()))
        #expect(!command.errors.contains("hint: requestObject"))
    }

    @Test func otherReasonsAreNotMadeUp() {
        // Bodies are there, and this one field is not.
        let withBody = log(event(#","requestObject":{"spec":{}}"#))
        #expect(!scan(rule(hostNetwork), withBody).errors.contains("hint:"))
        // Few events say little.
        #expect(!scan(rule(hostNetwork), log(event(), count: 5)).errors.contains("hint:"))
        // What matched needs no advice.
        let matched = scan(rule("verb: create"), log(event()))
        #expect(!matched.errors.contains("hint:"))
        #expect(statistics.contains(#""advice": []"#))
    }

    @Test func aStageThatIsNotThereIsNamed() {
        let result = scan(rule("verb: create, stage: ResponseStarted"), log(event()))
        #expect(
            result.errors.contains(
                "hint: none of the first 30 events is of stage ResponseStarted, for which 1 rule "
                    + "waits"
            )
        )
        #expect(statistics.contains(#""subject": "stage""#))
        let absent = scan(rule("verb: create, stage: [ResponseStarted, Panic]"), log(event()))
        #expect(absent.errors.contains("is of stage Panic or ResponseStarted, for which"))
        let either = rule("verb: delete, stage: [ResponseStarted, ResponseComplete]")
        #expect(!scan(either, log(event())).errors.contains("hint:"))
    }

    @Test func unknownEventsAreHeldAgainstKnownForms() {
        let result = scan(
            rule("verb: create"),
            #"{"log":"I0325 started","stream":"stderr"}"# + "\n"
        )
        #expect(result.errors.contains("0 events recognised as kubernetes-audit"))
        #expect(
            result.errors.contains(
                "hint: no event is known as kubernetes-audit: the first one has log, stream; it "
                    + "looks like the envelope 'fluent-bit' of kubernetes-audit, but what it holds "
                    + "in log is no such event"
            )
        )
        let missing = scan(rule("verb: create"), #"{"verb":"get","user":"dana","uri":"/"}"# + "\n")
        #expect(
            missing.errors.contains(
                "nearest is an event of kubernetes-audit, which needs verb, auditID: auditID is "
                    + "missing"
            )
        )
        let strange = scan(
            rule("verb: create"),
            #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}"# + "\n"
        )
        #expect(
            strange.errors.contains(
                "the first one has a, b, c, d, e, f, ...; no known form has any of these"
            )
        )
    }

    @Test func envelopesArraysAndPipesAreLookedInto() {
        let enveloped = log(#"{"kind":"EventList","items":[\#(event())]}"#)
        #expect(
            scan(rule(hostNetwork), enveloped).errors.contains("the first 30 events are recorded")
        )
        let array = "[" + Array(repeating: event(), count: 30).joined(separator: ",\n") + "]\n"
        #expect(scan(rule(hostNetwork), array).errors.contains("the first 30 events are recorded"))
        var process = MartletProcess("scan", "-r", "rule.yml", "-")
        process.folder = folder.path
        process.input = .bytes(Array(log(event()).utf8))
        #expect(process.run().errors.contains("the first 30 events are recorded"))
    }
}
