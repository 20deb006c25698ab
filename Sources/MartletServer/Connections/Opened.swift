internal import NIOCore

/// A listener that is open.
struct Opened: Sendable {
    let channel: any Channel
    /// Where it listens, as users write it.
    let address: String
    /// The port, if it has one.
    let port: Int?
    /// What was read from files for it.
    let files: [any Reloadable]
    /// Whether it takes events, or has nothing but pages.
    let takesEvents: Bool
    /// The file of a unix socket.
    private let socket: UnixSocketFile?

    init(
        channel: any Channel,
        files: [any Reloadable] = [],
        takesEvents: Bool = true,
        socket: UnixSocketFile? = nil
    ) {
        self.channel = channel
        address = channel.localAddress?.text ?? ""
        port = channel.localAddress?.port
        self.files = files
        self.takesEvents = takesEvents
        self.socket = socket
    }

    /// Takes no more connections; blocks until that is so.
    func close() {
        try? channel.close().wait()
        socket?.remove()
    }
}
