import MartletServer

/// The files in `Certificates`.
enum TestCertificates {
    static let server = path("server.pem")
    static let serverKey = path("server-key.pem")
    static let renewed = path("renewed.pem")
    static let renewedKey = path("renewed-key.pem")
    static let authority = path("authority.pem")
    static let client = path("client.pem")
    static let clientKey = path("client-key.pem")

    static let files = TLSFiles(certificate: server, key: serverKey)

    private static func path(_ name: String) -> String {
        let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/\(folder)/Certificates/\(name)"
    }
}
