import Foundation

/// A client that does what a test tells it, byte by byte if need be.
final class TestConnection {
    struct Failure: Error {
        let what: String
    }

    private let descriptor: Int32
    private var buffered: [UInt8] = []

    /// Connects to a host and port of IPv4, as servers tell where they listen.
    convenience init(_ address: String) throws {
        let parts = address.split(separator: ":").map(String.init)
        try self.init(host: parts[0], port: Int(parts[1]) ?? 0)
    }

    init(host: String = "127.0.0.1", port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr(host)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(what: "connect: \(errno)") }
        limitWaiting()
    }

    init(unixSocket path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(what: "connect: \(errno)") }
        limitWaiting()
    }

    deinit { close(descriptor) }

    /// Whatever hangs is to fail a test and not to hold it up.
    private func limitWaiting() {
        var time = timeval(tv_sec: 20, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(what: "send: \(errno)") }
            sent += count
        }
    }

    /// Sends without waiting, as far as there is room; tells how much.
    func sendWhatFits(_ bytes: [UInt8]) -> Int {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, flags)
        }
        return max(0, count)
    }

    /// Says that there is no more to come, and still reads.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads all until the server closes.
    func readToEnd() throws -> String {
        while try fill() {}
        defer { buffered = [] }
        return String(decoding: buffered, as: UTF8.self)
    }

    /// Whether the server closed, orderly or not.
    func isClosedByServer() -> Bool {
        while true {
            do {
                if try !fill() { return true }
            } catch let failure as Failure {
                return failure.what.contains("\(ECONNRESET)")
            } catch {
                return false
            }
        }
    }

    /// Reads the next answer; `hasBody` is false for an answer to HEAD.
    func readAnswer(hasBody: Bool = true) throws -> TestAnswer {
        let head = try readHead()
        var fields: [String: String] = [:]
        for line in head.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        guard let status = head.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw Failure(what: "no status: \(head)") }
        let length = hasBody ? Int(fields["content-length"] ?? "0") ?? 0 : 0
        while buffered.count < length {
            guard try fill() else { throw Failure(what: "closed within a body") }
        }
        defer { buffered.removeFirst(length) }
        let body = String(decoding: buffered.prefix(length), as: UTF8.self)
        return TestAnswer(status: status, fields: fields, body: body)
    }

    private func readHead() throws -> [String] {
        while true {
            let text = String(decoding: buffered, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = String(text[..<end.lowerBound])
                buffered.removeFirst(head.utf8.count + 4)
                return head.components(separatedBy: "\r\n")
            }
            guard try fill() else { throw Failure(what: "closed before an answer: '\(text)'") }
        }
    }

    /// Reads more; false at the end.
    private func fill() throws -> Bool {
        var part = [UInt8](repeating: 0, count: 16 << 10)
        let count = recv(descriptor, &part, part.count, 0)
        guard count >= 0 else { throw Failure(what: "recv: \(errno)") }
        buffered += part[..<count]
        return count > 0
    }
}
