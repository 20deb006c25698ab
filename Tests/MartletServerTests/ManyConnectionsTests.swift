import MartletServer
import Testing

@Suite struct ManyConnectionsTests {
    @Test func closesOneConnectionTooMany() throws {
        let running = try RunningServer(limits: { $0.connections = 2 })
        let first = try running.connect()
        try first.send(Requests.get("/healthz"))
        _ = try first.readAnswer()
        var second: TestConnection? = try running.connect()
        try second?.send(Requests.get("/healthz"))
        _ = try second?.readAnswer()
        let third = try running.connect()
        #expect(third.isClosedByServer())
        second = nil
        try running.wait { $0.server.counts.connectionsOpen == 1 }
        #expect(try running.send(Requests.get("/healthz")).status == 200)
        try first.send(Requests.get("/healthz"))
        #expect(try first.readAnswer().status == 200)
        #expect(running.server.counts.refusals == [.connections: 1])
        #expect(running.server.counts.connectionsAccepted == 3)
    }

    @Test func letsProbesThroughHoweverManySendEvents() throws {
        var options = ServerOptions()
        let anywhere = try ListenAddress("127.0.0.1:0")
        options.http = [
            HTTPListener(address: anywhere, hasPages: false),
            HTTPListener(address: anywhere, takesEvents: false),
        ]
        options.limits.connections = 1
        options.limits.pageConnections = 2
        let running = try RunningServer(FakeIntake(), options)
        let ports = running.server.addresses.compactMap { Int($0.split(separator: ":")[1]) }
        let sender = try TestConnection(port: ports[0])
        let refused = try TestConnection(port: ports[0])
        #expect(refused.isClosedByServer())
        for _ in 0..<2 {
            let probe = try TestConnection(port: ports[1])
            try probe.send(Requests.get("/healthz"))
            #expect(try probe.readAnswer().status == 200)
        }
        try sender.send(Requests.post("/ingest", "{}"))
        #expect(try sender.readAnswer().status == 200)
    }
}
