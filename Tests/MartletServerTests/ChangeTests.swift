import Foundation
import Glibc
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
        let kept = try listener("\(RunningServer.freshHost):0")
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
        let address = running.server.addresses[0]
        try running.server.change(to: options([try listener(address)]))
        let pages = HTTPListener(address: try ListenAddress(address), takesEvents: false)
        try running.server.change(to: options([pages]))
        #expect(running.server.addresses == [address])
        #expect(try running.send(Requests.get("/healthz")).status == 200)
        #expect(try running.send(Requests.post("/ingest", "{}")).status == 404)
        try running.server.change(to: options([]))
        #expect(running.server.addresses == [])
        #expect(throws: TestConnection.Failure.self) {
            try TestConnection(address)
        }
    }

    @Test func whatCannotBeOpenedChangesNothing() throws {
        let running = try RunningServer()
        let other = try RunningServer()
        let folder = try TestFolder()
        let address = running.server.addresses[0]
        try running.server.change(to: options([try listener(address)]))
        var pages = try listener(address)
        pages.takesEvents = false
        let taken = try listener(other.server.addresses[0])
        // The first was closed to make room for another way of listening there.
        #expect(throws: ServerError.self) {
            try running.server.change(to: options([pages, taken], [folder.path + "/socket"]))
        }
        #expect(running.server.addresses == [address])
        #expect(try running.send(Requests.post("/ingest", "{}")).status == 200)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/socket"))
        #expect(running.reported == [])
    }

    /// Whoever came in by a token that counts no more does not stay.
    @Test func theRequestInHandIsTheLastOfItsConnection() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let connection = try running.connect()
        try connection.send(Requests.post("/ingest", "{}"))
        try running.wait { $0.intake.held == 1 }
        try running.server.change(to: options([]))
        usleep(50_000)
        running.intake.finish()
        let answer = try connection.readAnswer()
        #expect(answer.status == 200)
        #expect(answer.fields["connection"] == "close")
        #expect(connection.isClosedByServer())
    }

    @Test func aListenerThatWasOpenedAgainReadsItsFilesAnew() throws {
        let folder = try TestFolder()
        let other = try RunningServer()
        let tokens = try folder.write("old\n", to: "tokens")
        let running = try RunningServer(tokens: tokens)
        var changed = try listener(running.server.addresses[0])
        changed.takesEvents = false
        let taken = try listener(other.server.addresses[0])
        // Of a known port, so that it can be opened there again.
        var known = try listener(running.server.addresses[0])
        known.tokens = tokens
        try running.server.change(to: options([known]))
        #expect(throws: ServerError.self) {
            try running.server.change(to: options([changed, taken]))
        }
        try folder.write("new\n", to: "tokens")
        running.server.reload()
        let fields = ["Authorization: Bearer new"]
        #expect(try running.send(Requests.post("/ingest", "{}", fields: fields)).status == 200)
    }

    @Test func equalListenersAreListenersEach() throws {
        let any = try listener("\(RunningServer.freshHost):0")
        let running = try RunningServer(FakeIntake(), options([any, any]))
        let addresses = running.server.addresses
        #expect(Set(addresses).count == 2)
        try running.server.change(to: options([any]))
        #expect(running.server.addresses == [addresses[0]])
        #expect(throws: TestConnection.Failure.self) { try TestConnection(addresses[1]) }
    }

    @Test func whoIsStoppedListensNowhereElse() throws {
        let running = try RunningServer()
        running.server.stop(within: 1)
        try running.server.change(to: options([try listener("\(RunningServer.freshHost):0")]))
        #expect(throws: TestConnection.Failure.self) { try running.connect() }
    }
}
