import MartletEngine
import MartletPolicy
import MartletRules
import Testing

/// What a policy would have recorded of events.
@Suite struct SimulationTests {
    private static let policy = Fixture.policy(
        """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
        - {level: None, nonResourceURLs: ["/healthz*"]}
        - {level: None, users: [bob]}
        - {level: Request, verbs: [create], resources: [{group: "", resources: [pods]}]}
        - {level: Metadata, resources: [{group: ""}]}
        """
    )

    private static func event(
        _ verb: String,
        _ resource: String?,
        stage: String = "ResponseComplete",
        level: String? = "RequestResponse",
        user: String = "ann",
        uri: String = "/x?y=1",
        more: String = #","requestObject":{"a":[1,"}"]},"responseObject":{"b":2}"#
    ) -> [UInt8] {
        let reference =
            resource.map { #","objectRef":{"resource":"\#($0)","namespace":"shop"}"# } ?? ""
        let levelText = level.map { #""level":"\#($0)","# } ?? ""
        return Array(
            (#"{"kind":"Event",\#(levelText)"stage":"\#(stage)","requestURI":"\#(uri)","verb":"\#(verb)","#
                + #""user":{"username":"\#(user)","groups":["system:authenticated","g"]}\#(reference)\#(more)}"#)
                .utf8
        )
    }

    private static func outcome(
        _ events: [[UInt8]],
        engine: Engine? = nil
    ) -> PolicySimulation.Outcome {
        var simulation = PolicySimulation(policy, engine: engine)
        for event in events { simulation.add(event) }
        return simulation.outcome
    }

    @Test func levelsTakeBodiesAway() throws {
        let event = Self.event("create", "pods")
        let recorded = try #require(RecordedEvent(event))
        let request = try #require(recorded.reduced(to: .request))
        #expect(
            String(decoding: request, as: UTF8.self)
                == #"{"kind":"Event","level":"Request","stage":"ResponseComplete","requestURI":"/x?y=1","#
                + #""verb":"create","user":{"username":"ann","groups":["system:authenticated","g"]},"#
                + #""objectRef":{"resource":"pods","namespace":"shop"},"requestObject":{"a":[1,"}"]}}"#
        )
        let metadata = try #require(recorded.reduced(to: .metadata))
        #expect(!String(decoding: metadata, as: UTF8.self).contains("Object\":"))
        #expect(recorded.reduced(to: .requestResponse) == nil)
        let outcome = Self.outcome([event])
        #expect([outcome.log.events, outcome.log.bytes] == [1, event.count])
        #expect([outcome.kept.events, outcome.kept.bytes] == [1, request.count])
        #expect(outcome.levels == [.request: outcome.kept])
        #expect(outcome.withoutBody == 0)
    }

    @Test func everyEventIsCountedOnce() {
        let outcome = Self.outcome([
            Self.event("get", nil, uri: "/healthz?verbose"),
            Self.event("get", nil, uri: "/version"),
            Self.event("get", "secrets", user: "bob"), Self.event("get", "secrets"),
            Self.event("get", "secrets", stage: "RequestReceived"),
            Self.event("create", "pods", level: "Metadata", more: ""),
            Array(#"{"a":1}"#.utf8), Array("[]".utf8),
        ])
        #expect(outcome.log.events == 6)
        #expect(outcome.foreign == 2)
        #expect(outcome.kept.events == 2)
        #expect(outcome.omittedStage.events == 1)
        #expect(outcome.withoutBody == 1)
        #expect(outcome.vague == 0)
        #expect(outcome.rules[0]?.dropped.events == 1)
        #expect(outcome.rules[1]?.dropped.events == 1)
        #expect(outcome.rules[2]?.kept.events == 1)
        #expect(outcome.rules[3]?.kept.events == 1)
        #expect(outcome.rules[3]?.dropped.events == 1)
        #expect(outcome.rules[Int?.none]?.dropped.events == 1)
        #expect(outcome.noise["health checks"]?.dropped.events == 1)
        #expect(outcome.noise["API discovery"]?.dropped.events == 1)
    }

    @Test func anEventWithoutALevelShowsItByItsBodies() throws {
        let recorded = try #require(RecordedEvent(Self.event("get", "pods", level: nil)))
        let reduced = try #require(recorded.reduced(to: .metadata))
        #expect(!String(decoding: reduced, as: UTF8.self).contains("Object\":"))
        #expect(Self.outcome([Self.event("get", "pods", level: nil)]).vague == 1)
    }

    @Test func matchesThatNeedWhatIsGoneAreLost() {
        let rules = Fixture.rules(
            """
            title: Body
            logsource: {product: kubernetes, service: audit}
            detection: {s: {requestObject.a: 1}, condition: s}
            ---
            title: Secret
            logsource: {product: kubernetes, service: audit}
            detection: {s: {objectRef.resource: secrets}, condition: s}
            ---
            title: Health
            logsource: {product: kubernetes, service: audit}
            detection: {s: {requestURI|startswith: /healthz}, condition: s}
            """
        )
        let outcome = Self.outcome(
            [
                Self.event("create", "pods"), Self.event("create", "secrets"),
                Self.event("get", "secrets", user: "bob", more: ""),
                Self.event("get", nil, uri: "/healthz", more: ""),
            ],
            engine: Engine(rules)
        )
        #expect(outcome.matches[0].map { [$0.all, $0.lost, $0.lostNoise] } == [2, 1, 0])
        #expect(outcome.matches[1].map { [$0.all, $0.lost, $0.lostNoise] } == [2, 1, 0])
        #expect(outcome.matches[2].map { [$0.all, $0.lost, $0.lostNoise] } == [1, 1, 1])
    }

    @Test func namesOfWhatIsCreatedAreNotInTheURL() throws {
        let event = #"{"verb":"create","user":{},"objectRef":{"resource":"pods","name":"web"}}"#
        let recorded = try #require(RecordedEvent(Array(event.utf8)))
        #expect(recorded.request.user == nil)
        #expect(recorded.request.target == .resource(AuditRequest.Resource("pods")))
        let exec =
            #"{"verb":"create","objectRef":{"resource":"pods","subresource":"exec","name":"web"}}"#
        let session = try #require(RecordedEvent(Array(exec.utf8)))
        #expect(
            session.request.target
                == .resource(AuditRequest.Resource("pods", subresource: "exec", name: "web"))
        )
    }

    @Test func eventsComeOutOfTheirEnvelopes() {
        var envelopes = EventUnwrapping()
        let list =
            #"{"kind":"EventList","items":[{"verb":"get","auditID":"1"},{"verb":"list","auditID":"2"}]}"#
        let counts = [list, "nothing", #"{"verb":"get"}"#].map { text in
            envelopes.events(in: Array(text.utf8))?.count
        }
        #expect(counts == [2, nil, 1])
    }
}
