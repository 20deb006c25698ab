/// What a server has done since it started.
package struct ServerCounts: Sendable, Equatable {
    /// A kind of request as counted: few kinds, whatever clients ask for.
    package struct Request: Sendable, Hashable {
        /// One of the server's paths, or "other".
        package let path: String
        package let status: Int

        /// Names a kind of request.
        package init(path: String, status: Int) {
            self.path = path
            self.status = status
        }
    }

    /// Connections taken, those that were then refused left out.
    package var connectionsAccepted = 0
    /// Connections open now.
    package var connectionsOpen = 0
    package var refusals: [Refusal: Int] = [:]
    /// Requests answered, by path and status.
    package var requests: [Request: Int] = [:]
    /// Bytes of request bodies received, refused ones too.
    package var bodyBytes = 0
    /// Bytes received over TCP and unix sockets.
    package var lineBytes = 0
    /// Lines of TCP and unix sockets that were longer than allowed, and so cut.
    package var longLines = 0
    /// Bytes of such lines that were thrown away.
    package var longLineBytesDropped = 0
    /// Deliveries made to the event intake, those taken only.
    package var deliveries = 0
    /// Bytes held now: bodies and lines that are incomplete or with the event intake.
    package var bytesHeld = 0
    /// Certificates and tokens read anew.
    package var reloads = 0
    /// Certificates and tokens that could not be read anew, so that those before them stay.
    package var reloadsFailed = 0
    /// Bytes of lines that were received and never taken; they can be lost only when the server stops or is
    /// out of memory.
    package var bytesLost = 0

    /// Nothing yet.
    package init() {}
}
