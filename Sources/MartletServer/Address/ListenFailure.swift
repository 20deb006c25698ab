internal import Glibc
internal import NIOCore

/// Words for why an address cannot be listened on.
enum ListenFailure {
    static func error(_ error: any Error, address: String) -> ServerError {
        guard let error = error as? IOError else {
            return ServerError(address, "cannot listen", "\(error)")
        }
        let hint: String? =
            switch error.errnoCode {
            case EADDRINUSE: "stop what listens there, or choose another port"
            case EACCES: "ports below 1024 need a privilege, CAP_NET_BIND_SERVICE"
            case EADDRNOTAVAIL: "this machine has no such address"
            default: nil
            }
        return ServerError(address, "cannot listen", errno: error.errnoCode, hint: hint)
    }

    /// Plain text is refused where others could read or write along.
    static func plainText(_ address: ListenAddress) -> ServerError {
        ServerError(
            address.description,
            "cannot listen",
            "other machines would send events as plain text; give a certificate and a key, "
                + "listen on 127.0.0.1, or allow plain text"
        )
    }
}
