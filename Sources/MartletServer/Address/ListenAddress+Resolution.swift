internal import NIOCore

extension ListenAddress {
    /// The socket addresses to try, in this order; blocks while a name is looked up.
    func resolved() throws(ServerError) -> [SocketAddress] {
        do {
            guard let host else {
                // One IPv6 socket takes IPv4 connections too; a machine may have no IPv6.
                return [
                    try SocketAddress(ipAddress: "::", port: port),
                    try SocketAddress(ipAddress: "0.0.0.0", port: port),
                ]
            }
            return [try SocketAddress.makeAddressResolvingHost(host, port: port)]
        } catch {
            throw ServerError(description, "cannot listen", "no such host; check its name")
        }
    }
}

extension SocketAddress {
    /// Whether only this machine reaches it.
    var isLoopback: Bool {
        guard let ipAddress else { return false }
        return ipAddress == "::1" || ipAddress.hasPrefix("127.")
            || ipAddress.hasPrefix("::ffff:127.")
    }

    /// Host and port as users write them, or the path of a unix socket.
    var text: String {
        guard let ipAddress, let port else { return pathname ?? "" }
        return ipAddress.contains(":") ? "[\(ipAddress)]:\(port)" : "\(ipAddress):\(port)"
    }
}
