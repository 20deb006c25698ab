import Glibc
import MartletClient
import MartletTestSupport
import Testing

/// Bytes over a connection that the far end may close.
@Suite struct StreamClientTests {
    @Test func aStreamIsOpenedAgain() throws {
        let server = ScriptedServer([.reset])
        let client = StreamClient(
            try Endpoint(host: "localhost", port: Int(server.port), usesTLS: false)
        )
        let request = Array("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n".utf8)
        // What is sent before the end is noticed is lost: TCP tells nobody.
        for _ in 0..<1_000 where server.requests.count < 2 {
            try? client.send(request)
            usleep(10_000)
        }
        #expect(server.requests.count >= 2)
        #expect(server.connectionCount == 2)
        client.close()
    }

    @Test func nobodyListens() throws {
        let server = ScriptedServer()
        server.stop()
        let client = StreamClient(
            try Endpoint(host: "127.0.0.1", port: Int(server.port), usesTLS: false)
        )
        #expect(throws: ClientError.self) { try client.send([1]) }
    }

    @Test func certificatesMustBeSome() {
        let error = #expect(throws: ClientError.self) {
            _ = try Endpoint(host: "a", port: 1, usesTLS: true, authorities: Array("none".utf8))
        }
        #expect(error?.description == "there is no certificate in PEM form")
    }
}
