internal import Glibc
internal import MartletPipeline
internal import MartletServer

/// A page of a run, asked for over HTTP.
struct PageRequest {
    /// How long to wait for each step.
    private static let timeoutSeconds = 5
    /// The largest answer.
    private static let byteLimit = 16 << 20

    private let address: ListenAddress

    /// Takes `host:port`, `:port` or `http://host:port`.
    ///
    /// - Throws: if it is no such address.
    init(to text: String) throws(PipelineError) {
        var place = text[...]
        if place.hasPrefix("http://") { place = place.dropFirst("http://".count) }
        if let slash = place.firstIndex(of: "/"), !place.hasPrefix("https:") {
            place = place[..<slash]
        }
        do throws(ServerError) {
            address = try ListenAddress(String(place))
        } catch {
            throw PipelineError(action: "not an address", path: text, reason: error.reason)
        }
    }

    /// Gets a page.
    ///
    /// - Parameter path: of the page.
    /// - Returns: the body of the answer, whatever its status.
    /// - Throws: if nobody answers.
    func page(_ path: String) throws(PipelineError) -> [UInt8] {
        let descriptor = try connected()
        defer { close(descriptor) }
        let host = address.host ?? "localhost"
        let request = "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
        let sink = DescriptorSink(descriptor: descriptor, path: "\(address)")
        try sink.write(request)
        var answer: [UInt8] = []
        var piece = Array(repeating: UInt8(0), count: 1 << 16)
        while answer.count <= Self.byteLimit {
            // SAFETY: the kernel writes at most the count into the array.
            let count = unsafe piece.withUnsafeMutableBytes { buffer in
                unsafe read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count == 0 { break }
            if count > 0 {
                answer += piece[..<count]
            } else if errno != EINTR {
                throw failure(errno)
            }
        }
        let end = Array("\r\n\r\n".utf8)
        guard answer.starts(with: Array("HTTP/1.1 ".utf8)),
            let body = answer.indices.first(where: { answer[$0...].starts(with: end) })
        else { throw strange }
        return Array(answer[(body + end.count)...])
    }

    /// Says that the answer is none of martlet's.
    var strange: PipelineError {
        PipelineError(
            action: "cannot ask",
            path: "\(address)",
            reason: "what answers there is no martlet run without TLS"
        )
    }

    private func failure(_ number: Int32) -> PipelineError {
        // What a timeout of a socket is told by.
        guard number == EAGAIN || number == EINPROGRESS else {
            return PipelineError(action: "cannot ask", path: "\(address)", errno: number)
        }
        return PipelineError(action: "cannot ask", path: "\(address)", reason: "no answer comes")
    }

    /// A socket that is connected, to the first of the host's addresses that takes it.
    private func connected() throws(PipelineError) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        // SAFETY: the hints and the result are locals; the result is freed below.
        let status = unsafe getaddrinfo(
            address.host ?? "127.0.0.1",
            "\(address.port)",
            &hints,
            &found
        )
        guard status == 0 else {
            // SAFETY: the text is one of the C library's own.
            let reason = unsafe String(cString: gai_strerror(status))
            throw PipelineError(action: "cannot ask", path: "\(address)", reason: reason)
        }
        defer { unsafe freeaddrinfo(found) }
        var number = ENOENT
        var next = unsafe found
        while let entry = unsafe next {
            // SAFETY: the list is getaddrinfo's until it is freed.
            let info = unsafe entry.pointee
            let descriptor = unsafe socket(
                info.ai_family,
                info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
                info.ai_protocol
            )
            if descriptor >= 0 {
                Self.limitTime(of: descriptor)
                if unsafe connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 {
                    return descriptor
                }
                number = errno
                close(descriptor)
            } else {
                number = errno
            }
            unsafe next = info.ai_next
        }
        throw failure(number)
    }

    private static func limitTime(of descriptor: Int32) {
        var time = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        let length = socklen_t(MemoryLayout<timeval>.size)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            // SAFETY: the value is a local of the length given.
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, length)
        }
    }
}
