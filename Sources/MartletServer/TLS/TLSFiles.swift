/// The PEM files that a listener proves itself with, and checks clients by.
package struct TLSFiles: Sendable, Equatable {
    /// The server's certificate, followed by those between it and a root.
    package let certificate: String
    /// The certificate's private key.
    package let key: String
    /// Certificates of which one must have signed a client's; without them clients need none.
    package let clientAuthority: String?

    /// Names the files.
    package init(certificate: String, key: String, clientAuthority: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.clientAuthority = clientAuthority
    }

    var paths: [String] { [certificate, key] + (clientAuthority.map { [$0] } ?? []) }
}
