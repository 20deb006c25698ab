/// How much a server takes before it says no.
package struct ServerLimits: Sendable {
    /// Connections open at a time over all listeners for events; one more is closed at once.
    package var connections = 10_000
    /// Connections open at a time to listeners that serve nothing but operations' pages.
    package var pageConnections = 100
    /// Bytes held over all connections, incomplete or not yet done.
    package var heldBytes = 256 << 20
    /// Bytes of a request's body, as received.
    package var bodyBytes = 16 << 20
    /// Bytes of a request's line and header fields.
    package var headerBytes = 64 << 10
    /// Seconds from the first byte of a request (for the first one: from connecting) to its whole header.
    package var headerSeconds = 10
    /// Seconds within which a body must end or make progress, by at least ``bodyProgressBytes``.
    package var bodySeconds = 10
    package var bodyProgressBytes = 1_024
    /// Seconds that a connection may stay open between requests.
    ///
    /// More than the 90 of kube-apiserver's client, so that it is the client who closes: a server
    /// that does may cross with a request under way.
    package var idleSeconds = 120
    /// Seconds after which a client that was turned away may come again.
    package var retryAfterSeconds = 1
    /// Bytes of a line on TCP and unix sockets.
    package var lineBytes = 1 << 20
    /// Bytes of one TCP or unix connection that may be with the event intake; reading waits beyond.
    package var connectionBytes = 4 << 20

    /// The defaults.
    package init() {}
}
