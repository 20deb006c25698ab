// SAFETY: pointers are to locals, for the time of the calls that take them.
internal import Glibc
internal import MartletRules
internal import Synchronization

/// An HTTP server on this machine that answers as it is told, and keeps what it is sent.
package final class ScriptedServer: Sendable {
    /// What it does with a request.
    package enum Action: Sendable {
        case answer(Int, header: String = "X-Nothing: 0")
        /// It reads the request and says nothing, for as long as the client stays.
        case hang
        /// It cuts the connection without an answer.
        case reset
        /// It cuts the connection in the midst of an answer.
        case resetMidAnswer
    }

    /// A request that came whole.
    package struct Request: Sendable {
        package let head: String
        package let body: String

        /// The value of a header.
        package func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first {
                $0.lowercased().hasPrefix(name.lowercased() + ": ")
            }
            .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    private struct State {
        var script: [Action]
        var requests: [Request] = []
        var answered: [String] = []
        var connectionCount = 0
        var isStopped = false
    }

    private let listener: Int32
    /// The port that it listens on.
    package let port: UInt16
    private let state: Mutex<State>

    /// Listens, and does so with each request; then it answers 200.
    ///
    /// - Parameters:
    ///   - script: what is done with the first requests.
    ///   - port: where to listen; 0 lets the system choose.
    package init(_ script: [Action] = [], port: UInt16 = 0) {
        state = Mutex(State(script: script))
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var one: Int32 = 1
        unsafe setsockopt(
            listener,
            SOL_SOCKET,
            SO_REUSEADDR,
            &one,
            socklen_t(MemoryLayout<Int32>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(listener, generic, length) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        precondition(isBound && listen(listener, 16) == 0, "no port")
        self.port = UInt16(bigEndian: address.sin_port)
        Self.start { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Here and nowhere else: its number may be another socket's at once.
                    close(listener)
                    return
                }
                guard let server = self else {
                    close(connection)
                    continue
                }
                server.state.withLock { $0.connectionCount += 1 }
                Self.start { server.serve(connection) }
            }
        }
    }

    /// Answers 200 from now on.
    package func goOn() { state.withLock { $0.script = [] } }

    /// Listens no more; connections that are open stay.
    package func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        if isFirst { shutdown(listener, Int32(SHUT_RDWR)) }
    }

    deinit { stop() }

    /// Requests that came whole, answered or not.
    package var requests: [Request] { state.withLock { $0.requests } }

    /// The lines of bodies that were answered with success.
    package var takenLines: [String] { state.withLock { $0.answered } }

    package var connectionCount: Int { state.withLock { $0.connectionCount } }

    private static func start(_ body: @escaping @Sendable () -> Void) {
        POSIXThread(body)?.detach()
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var received: [UInt8] = []
        while let request = Self.read(connection, &received) {
            let action = state.withLock { state in
                state.requests.append(request)
                let action = state.script.isEmpty ? .answer(200) : state.script.removeFirst()
                if case .answer(let status, _) = action, 200..<300 ~= status {
                    state.answered += request.body.split(separator: "\n").map(String.init)
                }
                return action
            }
            switch action {
            case .answer(let status, let header):
                Self.write(
                    "HTTP/1.1 \(status) Answer\r\n\(header)\r\nContent-Length: 6\r\n\r\nanswer",
                    to: connection
                )
            case .hang:
                var byte: UInt8 = 0
                while unsafe Glibc.read(connection, &byte, 1) > 0 {}
                return
            case .reset:
                Self.reset(connection)
                return
            case .resetMidAnswer:
                Self.write("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\nansw", to: connection)
                Self.reset(connection)
                return
            }
        }
    }

    /// Sees to it that closing cuts the connection.
    private static func reset(_ connection: Int32) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(
            connection,
            SOL_SOCKET,
            SO_LINGER,
            &linger,
            socklen_t(MemoryLayout<Glibc.linger>.size)
        )
    }

    private static func read(_ connection: Int32, _ received: inout [UInt8]) -> Request? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let text = String(decoding: received, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = String(text[..<end.lowerBound])
                let headCount = head.utf8.count + 4
                let request = Request(head: head, body: "")
                let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
                if received.count >= headCount + length {
                    let body = received[headCount..<headCount + length]
                    received.removeFirst(headCount + length)
                    return Request(head: head, body: String(decoding: body, as: UTF8.self))
                }
            }
            let count = unsafe Glibc.read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            received += buffer[..<count]
        }
    }

    private static func write(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
