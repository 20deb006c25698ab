import Glibc

/// Takes messages of syslog on this machine.
final class SyslogReceiver: Sendable {
    private let descriptor: Int32
    private let isStream: Bool
    let port: UInt16

    init(isStream: Bool) {
        self.isStream = isStream
        let kind = isStream ? SOCK_STREAM : SOCK_DGRAM
        descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = bind(descriptor, generic, length)
                _ = getsockname(descriptor, generic, &length)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        if isStream { listen(descriptor, 4) }
    }

    deinit { close(descriptor) }

    /// Reads what comes until there are so many messages; a stream until it ends.
    func receive(_ count: Int) -> [String] {
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        guard isStream else {
            return (0..<count).map { _ in
                let length = recv(descriptor, &buffer, buffer.count, 0)
                return String(decoding: buffer[..<max(length, 0)], as: UTF8.self)
            }
        }
        let connection = accept(descriptor, nil, nil)
        defer { close(connection) }
        var bytes: [UInt8] = []
        while true {
            let length = read(connection, &buffer, buffer.count)
            guard length > 0 else { break }
            bytes += buffer[..<length]
        }
        return Self.messages(in: bytes)
    }

    /// Takes messages apart by the lengths in front of them.
    private static func messages(in bytes: [UInt8]) -> [String] {
        var rest = bytes[...]
        var messages: [String] = []
        while let space = rest.firstIndex(of: UInt8(ascii: " ")),
            let count = Int(String(decoding: rest[..<space], as: UTF8.self))
        {
            rest = rest[(space + 1)...]
            messages.append(String(decoding: rest.prefix(count), as: UTF8.self))
            rest = rest.dropFirst(count)
        }
        return rest.isEmpty ? messages : []
    }
}
