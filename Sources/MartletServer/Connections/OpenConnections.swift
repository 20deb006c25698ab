internal import NIOCore
internal import Synchronization

/// The connections that are open, so that they can be bounded and closed.
final class OpenConnections: Sendable {
    private let limit: Int
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    init(limit: Int) { self.limit = limit }

    var count: Int { channels.withLock { $0.count } }

    /// Adds a connection, until it is closed, unless there are as many as allowed.
    func admit(_ channel: any Channel) -> Bool {
        let key = ObjectIdentifier(channel)
        let isAdmitted = channels.withLock { channels in
            guard channels.count < limit else { return false }
            channels[key] = channel
            return true
        }
        guard isAdmitted else { return false }
        channel.closeFuture.whenComplete { [self] _ in
            channels.withLock { _ = $0.removeValue(forKey: key) }
        }
        return true
    }

    /// Asks each connection to finish what it has begun and close.
    ///
    /// - Parameter listener: whose connections are meant; `nil` for all.
    func finish(of listener: (any Channel)? = nil) {
        for channel in all where listener == nil || channel.parent === listener {
            channel.pipeline.fireUserInboundEventTriggered(FinishEvent())
        }
    }

    /// Closes what is left.
    func close() {
        for channel in all { channel.close(promise: nil) }
    }

    private var all: [any Channel] { channels.withLock { Array($0.values) } }
}

extension Channel {
    /// Whether the listener that accepted it is closed.
    var isLeftBehind: Bool { parent?.isActive == false }
}

/// Tells a connection's handlers to take nothing new.
struct FinishEvent: Sendable {}
