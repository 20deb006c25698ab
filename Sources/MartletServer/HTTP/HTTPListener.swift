/// A listener for events over HTTP, for operations' pages, or for both.
package struct HTTPListener: Sendable, Equatable {
    package var address: ListenAddress
    /// Whether `/k8s-audit` and `/ingest` are served.
    package var takesEvents: Bool
    /// Whether `/healthz`, `/readyz`, `/metrics` and `/status` are served, to everyone.
    package var hasPages: Bool
    /// Without it, what clients send is plain text.
    package var tls: TLSFiles?
    /// A file of bearer tokens, one a line, of which clients must show one to send events.
    package var tokens: String?
    /// Whether events may come in as plain text from other machines.
    package var allowsPlainText: Bool

    /// Describes a listener.
    package init(
        address: ListenAddress,
        takesEvents: Bool = true,
        hasPages: Bool = true,
        tls: TLSFiles? = nil,
        tokens: String? = nil,
        allowsPlainText: Bool = false
    ) {
        self.address = address
        self.takesEvents = takesEvents
        self.hasPages = hasPages
        self.tls = tls
        self.tokens = tokens
        self.allowsPlainText = allowsPlainText
    }
}
