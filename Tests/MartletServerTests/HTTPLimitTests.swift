import MartletServer
import Testing

/// Clients who send too much, too slowly, or something else than HTTP.
@Suite struct HTTPLimitTests {
    @Test func refusesABodyThatIsDeclaredTooLarge() throws {
        let running = try RunningServer(limits: { $0.bodyBytes = 100 })
        let connection = try running.connect()
        let body = String(repeating: "x", count: 101)
        try connection.send(Requests.post("/ingest", body))
        let answer = try connection.readAnswer()
        #expect(answer.status == 413)
        #expect(answer.body == "the body has more than 100 bytes; send less\n")
        #expect(connection.isClosedByServer())
        #expect(running.server.counts.refusals == [.tooLarge: 1])
    }

    @Test func refusesChunksThatBecomeTooLarge() throws {
        let running = try RunningServer(limits: { $0.bodyBytes = 100 })
        let connection = try running.connect()
        let chunk = "40\r\n" + String(repeating: "x", count: 64) + "\r\n"
        let head = Requests.head("POST /ingest", fields: ["Transfer-Encoding: chunked"])
        try connection.send(head + chunk + chunk)
        #expect(try connection.readAnswer().status == 413)
        // What the client still sends does not take the answer away.
        #expect(connection.sendWhatFits(Array(chunk.utf8)) > 0)
        #expect(running.intake.deliveries.isEmpty)
        #expect(running.server.counts.bytesHeld == 0)
    }

    /// Closing at once would reset the connection, and the client would lose the answer.
    @Test func letsAClientReadWhyItIsRefusedWhileItSends() throws {
        let running = try RunningServer(limits: { $0.bodyBytes = 100 })
        let connection = try running.connect()
        try connection.send(Requests.head("POST /ingest", fields: ["Content-Length: 1000000"]))
        try running.wait { $0.server.counts.refusals == [.tooLarge: 1] }
        for _ in 0..<10 { try connection.send([UInt8](repeating: 0x78, count: 10_000)) }
        #expect(try connection.readAnswer().status == 413)
    }

    @Test func takesABodyOfJustTheLimit() throws {
        let running = try RunningServer(limits: { $0.bodyBytes = 100 })
        let body = String(repeating: "x", count: 100)
        #expect(try running.send(Requests.post("/ingest", body)).status == 200)
        #expect(running.intake.text == body)
    }

    @Test func holdsNoMoreThanItMayOverAllConnections() throws {
        let running = try RunningServer(http: FakeIntake(.holds), limits: { $0.heldBytes = 1_000 })
        let first = try running.connect()
        let body = String(repeating: "x", count: 600)
        try first.send(Requests.post("/ingest", body))
        try running.wait { $0.intake.held == 1 }
        let second = try running.connect()
        try second.send(Requests.post("/ingest", body))
        let refused = try second.readAnswer()
        #expect(refused.status == 503)
        #expect(refused.fields["retry-after"] == "1")
        running.intake.finish()
        #expect(try first.readAnswer().status == 200)
        #expect(running.server.counts.bytesHeld == 0)
        running.intake.set(.ends(.written))
        try second.send(Requests.post("/ingest", body))
        #expect(try second.readAnswer().status == 200)
        #expect(running.server.counts.refusals == [.memory: 1])
    }

    @Test func forgetsABodyWhoseClientLeaves() throws {
        let running = try RunningServer()
        var leaving: TestConnection? = try running.connect()
        try leaving?.send(Requests.head("POST /ingest", fields: ["Content-Length: 10"]) + "12345")
        try running.wait { $0.server.counts.bytesHeld > 0 }
        leaving = nil
        try running.wait { $0.server.counts.bytesHeld == 0 }
        #expect(running.intake.deliveries.isEmpty)
    }

    @Test func endsADeliveryWhoseClientHasLeft() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        var leaving: TestConnection? = try running.connect()
        try leaving?.send(Requests.post("/ingest", "{}\n"))
        try running.wait { $0.intake.held == 1 }
        leaving = nil
        running.intake.finish()
        try running.wait { $0.server.counts.bytesHeld == 0 }
        #expect(running.server.stop(within: 10))
    }

    @Test func endsAHeaderThatDoesNotEnd() throws {
        let running = try RunningServer(limits: { $0.headerSeconds = 1 })
        let silent = try running.connect()
        let slow = try running.connect()
        try slow.send("POST /ingest HTTP/1.1\r\nHost: ")
        #expect(slow.isClosedByServer())
        #expect(silent.isClosedByServer())
        #expect(running.server.counts.refusals == [.slow: 2])
    }

    @Test func endsABodyThatMakesNoProgress() throws {
        let running = try RunningServer(limits: { $0.bodySeconds = 1 })
        let connection = try running.connect()
        try connection.send(Requests.head("POST /ingest", fields: ["Content-Length: 9"]) + "1234")
        #expect(try connection.readToEnd().isEmpty)
        #expect(running.server.counts.refusals == [.slow: 1])
        try running.wait { $0.server.counts.bytesHeld == 0 }
    }

    @Test func letsABodyTakeItsTimeThatMakesProgress() throws {
        let running = try RunningServer(limits: { limits in
            limits.bodySeconds = 3
            limits.bodyProgressBytes = 1
        })
        let connection = try running.connect()
        try connection.send(Requests.head("POST /ingest", fields: ["Content-Length: 14"]))
        for _ in 0..<14 {
            try connection.send("x")
            Pause.quarterSecond()
        }
        #expect(try connection.readAnswer().status == 200)
    }

    @Test func closesAConnectionThatIsIdle() throws {
        let running = try RunningServer(limits: { $0.idleSeconds = 1 })
        let connection = try running.connect()
        try connection.send(Requests.get("/healthz"))
        #expect(try connection.readAnswer().status == 200)
        #expect(connection.isClosedByServer())
        #expect(running.server.counts.refusals.isEmpty)
    }

    @Test func writesNoMoreThanAClientReads() throws {
        var options = ServerOptions()
        options.http = [HTTPListener(address: try ListenAddress("127.0.0.1:0"))]
        let pages = FakePages(metrics: FakePages.largeMetrics)
        let running = try RunningServer(FakeIntake(), options, pages: pages)
        let connection = try running.connect()
        let count = 800
        try connection.send(String(repeating: Requests.get("/metrics"), count: count))
        let key = ServerCounts.Request(path: "/metrics", status: 200)
        var answered = 0
        repeat {
            answered = running.server.counts.requests[key] ?? 0
            Pause.quarterSecond()
        } while running.server.counts.requests[key] ?? 0 > answered
        // What the system's buffers take.
        #expect(answered < count / 2)
        for _ in 0..<count {
            #expect(try connection.readAnswer().body.utf8.count == pages.metrics.utf8.count)
        }
    }

    @Test func refusesALargeHeader() throws {
        let running = try RunningServer(limits: { $0.headerBytes = 1_000 })
        let field = "X-Field: " + String(repeating: "x", count: 1_000)
        let answer = try running.send(Requests.head("POST /ingest", fields: [field]))
        #expect(answer.status == 431)
        let target = "/" + String(repeating: "x", count: 1_000)
        #expect(try running.send(Requests.get(target)).status == 431)
        #expect(running.server.counts.refusals == [.malformed: 2])
    }

    @Test(arguments: [
        "hello\r\n\r\n",
        "POST /ingest HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "POST /ingest HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /ingest HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}",
    ])
    func refusesWhatIsNoHTTP(_ bytes: String) throws {
        let running = try RunningServer()
        let answer = try running.send(bytes)
        #expect(answer.status == 400)
        #expect(answer.fields["connection"] == "close")
        #expect(running.server.counts.refusals == [.malformed: 1])
    }

    @Test func answersWhatCameBeforeGarbage() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let connection = try running.connect()
        try connection.send(Requests.post("/ingest", "{}") + "garbage\r\n\r\n")
        try running.wait { $0.intake.held == 1 }
        running.intake.finish()
        #expect(try connection.readAnswer().status == 200)
        #expect(try connection.readAnswer().status == 400)
        #expect(connection.isClosedByServer())
    }

    @Test func closesAfterARequestForAnotherProtocol() throws {
        let running = try RunningServer()
        let connection = try running.connect()
        let fields = ["Connection: Upgrade", "Upgrade: h2c"]
        try connection.send(Requests.head("GET /healthz", fields: fields))
        #expect(try connection.readAnswer().fields["connection"] == "close")
        #expect(connection.isClosedByServer())
    }
}
