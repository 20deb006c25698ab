import Foundation
import Glibc
import Synchronization

/// Sends one request at a time to this machine.
struct HTTPClient {
    let port: UInt16

    /// A port that nobody listens on, and that is given to nobody else.
    ///
    /// It is none of those that the system chooses itself (32768 and above), for one of these may be
    /// another connection's before it is listened on.
    static func freePort() -> UInt16 {
        while true {
            let number = portCount.add(1, ordering: .relaxed).newValue &+ Int(getpid())
            let port = UInt16(15_000 + number % 17_000)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            let address = loopback(port: port)
            let isFree = withUnsafePointer(to: address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isFree { return port }
        }
    }

    private static let portCount = Atomic<Int>(0)

    /// Whether somebody takes connections.
    static func listens(on port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Waits until somebody listens; whether that happened.
    func waitForServer() -> Bool {
        for _ in 0..<6_000 {
            if get("/healthz")?.status == 200 { return true }
            usleep(10_000)
        }
        return false
    }

    func get(_ path: String) -> (status: Int, body: String)? {
        exchange(Array("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8))
    }

    func post(_ path: String, _ body: String) -> Int? {
        post(path, Array(body.utf8))
    }

    /// Sends a body, packed as `encoding` says.
    func post(_ path: String, _ body: [UInt8], encoding: String = "identity") -> Int? {
        let head =
            "POST \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + "Content-Encoding: \(encoding)\r\nContent-Length: \(body.count)\r\n\r\n"
        return exchange(Array(head.utf8) + body)?.status
    }

    /// Sends lines, to which nobody answers.
    func send(lines: String) {
        if let descriptor = connected(sending: Array(lines.utf8)) { close(descriptor) }
    }

    /// Connects and sends; `nil` if nobody takes connections.
    private func connected(sending bytes: [UInt8]) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            return nil
        }
        // A body that is refused is read no further: the answer counts.
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        return descriptor
    }

    /// Sends a request and reads the answer to its end; `nil` if there is none.
    private func exchange(_ request: [UInt8]) -> (status: Int, body: String)? {
        guard let descriptor = connected(sending: request) else { return nil }
        defer { close(descriptor) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        let text = String(decoding: answer, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 "), let status = Int(text.dropFirst(9).prefix(3)),
            let end = text.range(of: "\r\n\r\n")
        else { return nil }
        return (status, String(text[end.upperBound...]))
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
