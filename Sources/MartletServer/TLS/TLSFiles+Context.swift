internal import NIOCore
internal import NIOSSL

extension TLSFiles {
    /// Reads the files into what handshakes need; blocks on them.
    func context(applicationProtocols: [String]) throws(ServerError) -> NIOSSLContext {
        let chain = try certificates(in: certificate)
        let keyBytes = try SmallFile.read(key)
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(bytes: keyBytes, format: .pem)
        } catch {
            throw ServerError(
                key,
                "cannot use",
                "it holds no private key in PEM form without a password"
            )
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(privateKey)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = applicationProtocols
        configuration.shutdownTimeout = .milliseconds(500)
        if let clientAuthority {
            configuration.trustRoots = .certificates(try certificates(in: clientAuthority))
            configuration.certificateVerification = .noHostnameVerification
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw ServerError(
                certificate,
                "cannot use",
                "\(key) is not its private key; do both belong together?"
            )
        }
    }

    private func certificates(in path: String) throws(ServerError) -> [NIOSSLCertificate] {
        let bytes = try SmallFile.read(path)
        let certificates = (try? NIOSSLCertificate.fromPEMBytes(bytes)) ?? []
        guard !certificates.isEmpty else {
            throw ServerError(path, "cannot use", "it holds no certificate in PEM form")
        }
        return certificates
    }
}
