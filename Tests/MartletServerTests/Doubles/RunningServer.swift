import Foundation
import MartletServer
import Synchronization
import Testing

/// A server for the time of a test, on a port of loopback that the system chose.
final class RunningServer: Sendable {
    let server: Server
    let intake: FakeIntake
    private let errors = ReportedErrors()

    init(
        _ intake: FakeIntake = FakeIntake(),
        _ options: ServerOptions,
        pages: FakePages = FakePages()
    ) throws {
        self.intake = intake
        server = try Server(options, intake: intake, pages: pages) { [errors] error in
            errors.add(error)
        }
    }

    /// A server that listens for HTTP.
    convenience init(
        http intake: FakeIntake = FakeIntake(),
        tls: TLSFiles? = nil,
        tokens: String? = nil,
        limits: (inout ServerLimits) -> Void = { _ in }
    ) throws {
        var options = ServerOptions()
        // Certificates are of 127.0.0.1.
        let host = tls == nil ? Self.freshHost : "127.0.0.1"
        options.http = [
            HTTPListener(address: try ListenAddress("\(host):0"), tls: tls, tokens: tokens)
        ]
        limits(&options.limits)
        try self.init(intake, options)
    }

    /// A server that listens for lines over TCP.
    convenience init(
        lines intake: FakeIntake,
        tls: TLSFiles? = nil,
        limits: (inout ServerLimits) -> Void = { _ in }
    ) throws {
        var options = ServerOptions()
        options.lines = [LineListener(endpoint: .tcp(try ListenAddress("127.0.0.1:0")), tls: tls)]
        limits(&options.limits)
        try self.init(intake, options)
    }

    deinit { server.stop(within: 2) }

    var port: Int { Int(server.addresses[0].split(separator: ":")[1]) ?? 0 }

    var reported: [String] { errors.all }

    func connect() throws -> TestConnection {
        try TestConnection(try #require(server.addresses.first))
    }

    /// An address of this machine that no other test listens on, in which closed ports stay so.
    static var freshHost: String {
        let number = hostCount.add(1, ordering: .relaxed).newValue
        return "127.1.\(number / 250).\(number % 250 + 1)"
    }

    private static let hostCount = Atomic<Int>(0)

    /// Sends one request over a connection of its own.
    func send(_ request: String) throws -> TestAnswer {
        let connection = try connect()
        try connection.send(request)
        return try connection.readAnswer()
    }

    /// Waits until something holds, for as long as a loaded machine may need.
    func wait(
        _ sourceLocation: SourceLocation = #_sourceLocation,
        until isDone: (RunningServer) -> Bool
    ) throws {
        for _ in 0..<2_000 {
            if isDone(self) { return }
            usleep(5_000)
        }
        Issue.record("waited in vain", sourceLocation: sourceLocation)
        throw WaitedInVain()
    }
}

struct WaitedInVain: Error {}

private final class ReportedErrors: Sendable {
    private let errors = Mutex<[String]>([])

    var all: [String] { errors.withLock { $0 } }

    func add(_ error: ServerError) { errors.withLock { $0.append(error.description) } }
}
