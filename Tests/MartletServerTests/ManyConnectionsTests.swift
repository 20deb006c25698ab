import Foundation
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

    /// Ten thousand, or as many as the process may have descriptors for at both ends.
    @Test func keepsTenThousandConnections() throws {
        let count = min(10_000, (Self.raisedDescriptorLimit() - 1_000) / 2)
        if count < 10_000 { print("only \(count) connections: raise the limit, ulimit -Hn 21000") }
        let running = try RunningServer()
        var connections: [TestConnection] = []
        for _ in 0..<count { connections.append(try running.connect()) }
        try running.wait { $0.server.counts.connectionsOpen == count }
        for connection in connections[(count - 100)...] {
            try connection.send(Requests.post("/ingest", "{}\n"))
            #expect(try connection.readAnswer().status == 200)
        }
        #expect(running.server.counts.refusals.isEmpty)
        #expect(running.server.stop(within: 20))
        #expect(running.server.counts.connectionsOpen == 0)
    }

    private static func raisedDescriptorLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
        // Only root may do this.
        limit = rlimit(rlim_cur: max(21_000, limit.rlim_max), rlim_max: max(21_000, limit.rlim_max))
        setrlimit(resource, &limit)
        getrlimit(resource, &limit)
        return Int(clamping: limit.rlim_cur)
    }
}
