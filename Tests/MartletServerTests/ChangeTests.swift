import Foundation
import MartletServer
import Testing

/// A server listens elsewhere while it runs.
@Suite struct ChangeTests {
    private func options(_ http: [HTTPListener], _ sockets: [String] = []) -> ServerOptions {
        var options = ServerOptions()
        options.http = http
        options.lines = sockets.map { LineListener(endpoint: .unix(path: $0, mode: 0o600)) }
        return options
    }

    private func listener(_ address: String) throws -> HTTPListener {
        HTTPListener(address: try ListenAddress(address))
    }

    @Test func whatBothHaveStaysOpenWithItsConnections() throws {
        let folder = try TestFolder()
        let (first, second) = (folder.path + "/first", folder.path + "/second")
        let kept = try listener("127.0.0.1:0")
        let running = try RunningServer(FakeIntake(), options([kept], [first]))
        let port = running.port
        let connection = try running.connect()
        try connection.send(Requests.get("/healthz"))
        #expect(try connection.readAnswer().status == 200)
        let leaving = try TestConnection(unixSocket: first)
        try leaving.send("{\"n\":1}\n")
        try running.wait { !$0.intake.deliveries.isEmpty }
        try running.server.change(to: options([kept], [second]))
        #expect(running.port == port)
        try connection.send(Requests.get("/healthz"))
        #expect(try connection.readAnswer().status == 200)
        #expect(!FileManager.default.fileExists(atPath: first))
        #expect(try leaving.readToEnd() == "")
        try TestConnection(unixSocket: second).send("{\"n\":2}\n")
        try running.wait { $0.intake.deliveries.count == 2 }
    }

    @Test func aPortIsTakenOverByAnotherListener() throws {
        let running = try RunningServer()
        let address = "127.0.0.1:\(running.port)"
        try running.server.change(to: options([try listener(address)]))
        let pages = HTTPListener(address: try ListenAddress(address), takesEvents: false)
        try running.server.change(to: options([pages]))
        #expect(running.server.addresses == [address])
        #expect(try running.send(Requests.get("/healthz")).status == 200)
        #expect(try running.send(Requests.post("/ingest", "{}")).status == 404)
        try running.server.change(to: options([]))
        #expect(running.server.addresses == [])
        #expect(throws: TestConnection.Failure.self) {
            try TestConnection(port: Int(address.split(separator: ":")[1]) ?? 0)
        }
    }

    @Test func whatCannotBeOpenedChangesNothing() throws {
        let running = try RunningServer()
        let other = try RunningServer()
        let folder = try TestFolder()
        let address = "127.0.0.1:\(running.port)"
        try running.server.change(to: options([try listener(address)]))
        var pages = try listener(address)
        pages.takesEvents = false
        let taken = try listener("127.0.0.1:\(other.port)")
        // The first was closed to make room for another way of listening there.
        #expect(throws: ServerError.self) {
            try running.server.change(to: options([pages, taken], [folder.path + "/socket"]))
        }
        #expect(running.server.addresses == [address])
        #expect(try running.send(Requests.post("/ingest", "{}")).status == 200)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/socket"))
        #expect(running.reported == [])
    }

    @Test func whoIsStoppedListensNowhereElse() throws {
        let running = try RunningServer()
        running.server.stop(within: 1)
        try running.server.change(to: options([try listener("127.0.0.1:0")]))
        #expect(throws: TestConnection.Failure.self) { try running.connect() }
    }
}
