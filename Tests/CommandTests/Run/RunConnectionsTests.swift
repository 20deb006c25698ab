import Glibc
import Testing

/// `martlet run` serves as many clients as it says.
@Suite struct RunConnectionsTests {
    /// A connection that stays open between requests.
    private final class Connection {
        private let descriptor: Int32

        /// Connects; `nil` if that fails.
        init?(port: UInt16) {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard descriptor >= 0, result == 0 else { return nil }
        }

        deinit { close(descriptor) }

        /// Asks for a page, or sends an event.
        func send(_ request: String) {
            _ = Glibc.send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL))
        }

        /// The status of an answer that one read brings.
        func status() -> Int? {
            var buffer = [UInt8](repeating: 0, count: 1 << 10)
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 12 else { return nil }
            return Int(String(decoding: buffer[9..<12], as: UTF8.self))
        }
    }

    /// Ten thousand, or as many as a process may have descriptors for.
    @Test func tenThousandConnectionsAreServed() throws {
        let count = min(10_000, Self.raisedDescriptorLimit() - 2_000)
        if count < 10_000 { print("only \(count) connections: raise the limit, ulimit -Hn 12000") }
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        let pages = HTTPClient(port: HTTPClient.freePort())
        let result = RunFixture.process(
            folder,
            "--http",
            "127.0.0.1:\(client.port)",
            "--operations",
            "127.0.0.1:\(pages.port)"
        ).run { pid in
            #expect(pages.waitForServer())
            var connections: [Connection] = []
            for _ in 0..<count {
                guard let connection = Connection(port: client.port) else { break }
                // Who says nothing is sent away.
                connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                connections.append(connection)
            }
            #expect(connections.count == count)
            #expect(connections.allSatisfy { $0.status() == 200 })
            // The page is asked for on a connection of its own.
            let open = "\nmartlet_connections_open \(count + 1)\n"
            #expect(pages.get("/metrics")?.body.contains(open) == true)
            let events = connections.enumerated().filter { $0.offset % 100 == 0 }.map(\.element)
            for (number, connection) in events.enumerated() {
                let body = RunFixture.event(number)
                connection.send(
                    "POST /ingest HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                        + body
                )
            }
            #expect(events.allSatisfy { $0.status() == 200 })
            // Each of them is told of the end.
            kill(pid, SIGTERM)
            #expect(connections.allSatisfy { $0.status() == nil })
        }
        #expect(result.status == 143)
        #expect(try RunFixture.found(in: folder).count == (count + 99) / 100)
    }

    private static func raisedDescriptorLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
        getrlimit(resource, &limit)
        return Int(clamping: limit.rlim_cur)
    }
}
