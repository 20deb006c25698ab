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
