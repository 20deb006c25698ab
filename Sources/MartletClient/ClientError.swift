internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Why something could not be sent, in the words of a user.
package struct ClientError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// Puts an error of the network into words.
    init(_ error: any Error) {
        switch error {
        case let error as ClientError: self = error
        case let error as NIOConnectionError:
            if let failure = error.connectionErrors.first {
                self.init(failure.error)
            } else {
                self.init("no such host; check its name")
            }
        case is SocketAddressError.UnknownHost: self.init("no such host; check its name")
        case let error as IOError: self.init(ClientError.text(ofErrno: error.errnoCode))
        case ChannelError.connectTimeout: self.init("no connection in time")
        case is ChannelError: self.init("the connection was closed")
        case NIOSSLError.handshakeFailed(let reason): self.init("no TLS: \(reason)")
        case NIOSSLError.uncleanShutdown: self.init("the connection was cut")
        default: self.init("\(error)")
        }
    }

    private static func text(ofErrno number: Int32) -> String {
        // SAFETY: strerror returns a NUL-terminated string, which is copied before any other call.
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
