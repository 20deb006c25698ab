/// Why a connection, request or delivery was turned away.
package enum Refusal: String, Sendable, CaseIterable {
    /// As many connections as allowed are open.
    case connections
    /// The event intake is full.
    case full
    /// As many bytes as allowed are held.
    case memory
    /// The server stops.
    case stopping
    /// Signals could not be written.
    case failed
    /// The bearer token is missing or wrong.
    case unauthorized
    /// The body is larger than allowed, as received or unpacked.
    case tooLarge = "too_large"
    /// The body's compression is broken or unknown.
    case unreadable
    /// No such path or method.
    case route
    /// What came in is no HTTP, or its header is too large.
    case malformed
    /// The client was too slow.
    case slow
    /// The TLS handshake failed.
    case tls
}
