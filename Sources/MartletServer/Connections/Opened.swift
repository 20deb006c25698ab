internal import NIOCore

/// A listener that is open.
struct Opened: Sendable {
    let channel: any Channel
    /// Whether it takes events, or has nothing but pages.
    var takesEvents = true
    /// The file of a unix socket.
    var file: UnixSocketFile?

    /// Where it listens, as users write it.
    var address: String { channel.localAddress?.text ?? "" }

    /// Takes no more connections; blocks until that is so.
    func close() {
        try? channel.close().wait()
        file?.remove()
    }
}
