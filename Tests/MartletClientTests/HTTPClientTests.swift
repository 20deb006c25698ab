import MartletClient
import MartletTestSupport
import Testing

/// Requests and answers over connections that others may cut at any moment.
@Suite struct HTTPClientTests {
    private func client(_ server: ScriptedServer, timeout: Int = 10) throws -> HTTPClient {
        HTTPClient(
            try Endpoint(
                host: "127.0.0.1",
                port: Int(server.port),
                usesTLS: false,
                timeout: timeout
            ),
            target: "/in?x=1",
            headers: [("Host", "example"), ("Authorization", "Bearer secret")]
        )
    }

    @Test func requestsShareAConnection() throws {
        let server = ScriptedServer()
        let client = try client(server)
        for number in 0..<3 {
            let reply = try client.post(Array("body \(number)".utf8), headers: [("X-A", "b")])
            #expect(reply.status == 200)
            #expect(reply.isSuccess)
            #expect(String(decoding: reply.excerpt, as: UTF8.self) == "answer")
        }
        let requests = server.requests
        #expect(requests.map(\.body) == ["body 0", "body 1", "body 2"])
        #expect(requests[0].head.hasPrefix("POST /in?x=1 HTTP/1.1\r\n"))
        #expect(requests[0].header("authorization") == "Bearer secret")
        #expect(requests[0].header("x-a") == "b")
        #expect(server.connectionCount == 1)
    }

    @Test func theServerIsListenedTo() throws {
        let server = ScriptedServer([
            .answer(503, header: "Retry-After: 7"), .answer(429), .answer(400), .answer(302),
        ])
        let client = try client(server)
        let replies = try (0..<4).map { _ in try client.post([]) }
        #expect(replies.map(\.status) == [503, 429, 400, 302])
        #expect(replies.map(\.retryAfter) == [7, nil, nil, nil])
        #expect(replies.map(\.mayChange) == [true, true, false, true])
        #expect(server.requests.count == 4)
    }

    @Test func anAnswerThatEndsTheConnectionCounts() throws {
        let server = ScriptedServer([.answer(200, header: "Connection: close")])
        let client = try client(server)
        #expect(try client.post([1]).status == 200)
        #expect(try client.post([2]).status == 200)
        #expect(server.requests.count == 2)
        #expect(server.connectionCount == 2)
    }

    @Test func aSilentServerIsLeft() throws {
        let server = ScriptedServer([.hang])
        let client = try client(server, timeout: 1)
        let error = #expect(throws: ClientError.self) { try client.post([1]) }
        #expect(error?.description == "no answer in time")
        #expect(try client.post([2]).status == 200)
        #expect(server.connectionCount == 2)
    }

    @Test(arguments: [ScriptedServer.Action.reset, .resetMidAnswer])
    func aCutConnectionIsAFailure(action: ScriptedServer.Action) throws {
        let server = ScriptedServer([action])
        let client = try client(server)
        #expect(throws: ClientError.self) { try client.post([1]) }
        #expect(try client.post([2]).status == 200)
        #expect(server.requests.count == 2)
    }

    @Test func nobodyListens() throws {
        let server = ScriptedServer()
        server.stop()
        let client = try client(server)
        let error = #expect(throws: ClientError.self) { try client.post([1]) }
        #expect(error?.description == "Connection refused")
    }
}
