import MartletServer
import Testing

/// What clients who send events are answered.
@Suite struct HTTPIntakeTests {
    @Test func answersWhenSignalsAreWritten() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let connection = try running.connect()
        try connection.send(Requests.post("/k8s-audit", #"{"kind":"EventList"}"#))
        try running.wait { $0.intake.held == 1 }
        #expect(running.server.counts.requests.isEmpty)
        running.intake.finish(.written)
        let answer = try connection.readAnswer()
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        let delivery = try #require(running.intake.deliveries.first)
        #expect(delivery.source == "http:/k8s-audit")
        #expect(delivery.form == .body)
        #expect(running.intake.text == #"{"kind":"EventList"}"#)
    }

    @Test(arguments: [
        (DeliveryOutcome.written, 200),
        (.tooLarge, 413),
        (.unreadable("the end is missing"), 400),
        (.failed("No space left on device"), 503),
    ])
    func answersWhatBecameOfADelivery(_ outcome: DeliveryOutcome, _ status: Int) throws {
        let running = try RunningServer(http: FakeIntake(.ends(outcome)))
        let answer = try running.send(Requests.post("/ingest?tag=kube", "{}\n"))
        #expect(answer.status == status)
        #expect((answer.fields["retry-after"] != nil) == (status == 503))
        if case .failed(let reason) = outcome { #expect(answer.body.contains(reason)) }
    }

    @Test func asksToComeAgainWhenFull() throws {
        let running = try RunningServer(http: FakeIntake(.refuses))
        let connection = try running.connect()
        for _ in 0..<2 {
            try connection.send(Requests.post("/ingest", "{}\n"))
            let answer = try connection.readAnswer()
            #expect(answer.status == 503)
            #expect(answer.fields["retry-after"] == "1")
        }
        running.intake.set(.ends(.written))
        running.intake.set(isReady: false)
        try connection.send(Requests.post("/ingest", "{}\n"))
        #expect(try connection.readAnswer().status == 503)
        #expect(running.intake.deliveries.isEmpty)
        running.intake.set(isReady: true)
        try connection.send(Requests.post("/ingest", "{}\n"))
        #expect(try connection.readAnswer().status == 200)
        #expect(running.server.counts.refusals == [.full: 3])
        #expect(running.server.counts.bytesHeld == 0)
    }

    @Test func takesChunks() throws {
        let running = try RunningServer()
        let head = Requests.head("POST /ingest", fields: ["Transfer-Encoding: chunked"])
        let answer = try running.send(head + "3\r\n{}\n\r\n4\r\n[]\r\n\r\n0\r\n\r\n")
        #expect(answer.status == 200)
        #expect(running.intake.text == "{}\n[]\r\n")
    }

    @Test func takesNothingForAnEmptyBody() throws {
        let running = try RunningServer()
        #expect(try running.send(Requests.post("/ingest", "")).status == 200)
        #expect(running.intake.deliveries.isEmpty)
    }

    @Test func nodsBeforeABodyIsSent() throws {
        let running = try RunningServer()
        let connection = try running.connect()
        let fields = ["Expect: 100-continue", "Content-Length: 3"]
        try connection.send(Requests.head("POST /ingest", fields: fields))
        #expect(try connection.readAnswer().status == 100)
        try connection.send("{}\n")
        #expect(try connection.readAnswer().status == 200)
    }

    @Test func refusesBeforeABodyIsSent() throws {
        let running = try RunningServer(http: FakeIntake(), limits: { $0.bodyBytes = 10 })
        let connection = try running.connect()
        let fields = ["Expect: 100-continue", "Content-Length: 11"]
        try connection.send(Requests.head("POST /ingest", fields: fields))
        let answer = try connection.readAnswer()
        #expect(answer.status == 413)
        #expect(answer.fields["connection"] == "close")
        #expect(connection.isClosedByServer())
    }

    @Test func answersPipelinedRequestsInTheirOrder() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let connection = try running.connect()
        try connection.send(
            Requests.post("/ingest", "{\"n\":1}\n") + Requests.get("/healthz")
                + Requests.post("/ingest", "{\"n\":2}\n") + Requests.get("/nowhere")
        )
        try running.wait { $0.intake.held == 1 }
        running.intake.finish()
        try running.wait { $0.intake.held == 1 }
        running.intake.finish()
        #expect(try connection.readAnswer().status == 200)
        #expect(try connection.readAnswer().body == "healthz\n")
        #expect(try connection.readAnswer().status == 200)
        #expect(try connection.readAnswer().status == 404)
        #expect(running.intake.text == "{\"n\":1}\n{\"n\":2}\n")
    }

    @Test func answersAClientThatHasClosedItsHalf() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let connection = try running.connect()
        try connection.send(Requests.post("/ingest", "{}\n"))
        connection.endSending()
        try running.wait { $0.intake.held == 1 }
        running.intake.finish()
        #expect(try connection.readToEnd().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func answersInFullAClientThatHasClosedItsHalf() throws {
        var options = ServerOptions()
        options.http = [HTTPListener(address: try ListenAddress("127.0.0.1:0"))]
        let page = String(repeating: FakePages.largeMetrics, count: 400)
        let running = try RunningServer(FakeIntake(), options, pages: FakePages(metrics: page))
        let connection = try running.connect()
        try connection.send(Requests.get("/metrics"))
        connection.endSending()
        try running.wait { $0.server.counts.requests.count == 1 }
        Pause.quarterSecond()
        #expect(try connection.readToEnd().utf8.count > page.utf8.count)
    }

    @Test func keepsOrClosesAsTheClientWishes() throws {
        let running = try RunningServer()
        let closing = try running.connect()
        try closing.send(Requests.post("/ingest", "{}\n", fields: ["Connection: close"]))
        #expect(try closing.readToEnd().contains("200 OK"))
        let old = try running.connect()
        try old.send("POST /ingest HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}")
        #expect(try old.readToEnd().contains("200 OK"))
        let oldKept = try running.connect()
        let request =
            "POST /ingest HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"
        for _ in 0..<2 {
            try oldKept.send(request)
            #expect(try oldKept.readAnswer().fields["connection"] == "keep-alive")
        }
    }

    @Test func refusesEncodingsItDoesNotKnow() throws {
        let running = try RunningServer()
        let brotli = Requests.post("/ingest", "{}", fields: ["Content-Encoding: br"])
        #expect(try running.send(brotli).status == 400)
        let gzip = Requests.post("/ingest", "packed", fields: ["Content-Encoding: gzip"])
        #expect(try running.send(gzip).status == 200)
        #expect(running.intake.text == "packed")
    }
}
