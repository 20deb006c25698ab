internal import NIOCore
internal import Synchronization

/// Sends datagrams, of which nobody knows whether they arrive.
package final class DatagramClient: Sendable {
    /// What UDP over IPv4 takes.
    package static let byteLimit = 65_507

    private let endpoint: Endpoint
    private let channel = Mutex<(any Channel)?>(nil)

    /// Prepares; nothing is opened yet.
    package init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    /// Sends a datagram.
    ///
    /// - Throws: if the system does not take it, or knows that nobody listens.
    package func send(_ bytes: [UInt8]) throws(ClientError) {
        let channel: any Channel
        if let open = self.channel.withLock({ $0 }), open.isActive {
            channel = open
        } else {
            channel = try endpoint.openDatagrams()
            self.channel.withLock { $0 = channel }
        }
        do {
            try channel.writeAndFlush(ByteBuffer(bytes: bytes)).wait()
        } catch {
            close()
            throw ClientError(error)
        }
    }

    /// Closes the socket, if there is one.
    package func close() {
        let open = channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
        open?.close(promise: nil)
    }
}
