internal import ArgumentParser
internal import MartletRules
internal import MartletServer

/// Where `martlet run` listens.
struct ListenerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take events by HTTP: POST /k8s-audit and /ingest; repeatable.",
            valueName: "host:port"
        )
    )
    var http: [String] = []

    @Option(help: ArgumentHelp("The largest body of a request.", valueName: "size"))
    var httpBodyLimit = ByteCount(16 << 20)

    @Option(
        help: ArgumentHelp(
            "A file of bearer tokens, one a line, of which a request must have one.",
            valueName: "file"
        ),
        completion: .file()
    )
    var httpTokens: String?

    @Option(help: ArgumentHelp("Take lines of events by TCP; repeatable.", valueName: "host:port"))
    var tcp: [String] = []

    @Option(
        help: ArgumentHelp("Take lines of events on a socket; repeatable.", valueName: "path"),
        completion: .file()
    )
    var unix: [String] = []

    @Option(
        help: ArgumentHelp(
            "The certificate of the listeners (PEM), and those that vouch for it.",
            valueName: "file"
        ),
        completion: .file()
    )
    var tlsCertificate: String?

    @Option(
        help: ArgumentHelp("The private key of the certificate (PEM).", valueName: "file"),
        completion: .file()
    )
    var tlsKey: String?

    @Option(
        name: .customLong("tls-client-ca"),
        help: ArgumentHelp(
            "Clients must have a certificate that one of these (PEM) vouches for.",
            valueName: "file"
        ),
        completion: .file()
    )
    var tlsClientCA: String?

    @Flag(help: "Listen without TLS on addresses that other machines reach.")
    var plainText = false

    @Option(
        help: ArgumentHelp(
            "Serve /healthz, /readyz, /metrics and /status.",
            valueName: "host:port"
        )
    )
    var operations: String?

    /// Whether events are taken.
    var takesEvents: Bool { !http.isEmpty || !tcp.isEmpty || !unix.isEmpty }

    /// Whether anybody may look at the run.
    var hasPages: Bool { !http.isEmpty || operations != nil }

    mutating func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together.")
        }
        if tlsClientCA != nil, tlsCertificate == nil {
            throw ValidationError("--tls-client-ca needs --tls-certificate and --tls-key.")
        }
        if httpTokens != nil, http.isEmpty {
            throw ValidationError("--http-tokens says who may send to --http.")
        }
    }

    /// What a server is to listen on.
    ///
    /// - Parameter lineLimit: the longest line of TCP and unix sockets.
    /// - Returns: the listeners, and their limits.
    /// - Throws: if an address is none.
    func serverOptions(lineLimit: Int) throws(ServerError) -> ServerOptions {
        var options = ServerOptions()
        options.limits.bodyBytes = httpBodyLimit.bytes
        options.limits.lineBytes = lineLimit
        var tls: TLSFiles?
        if let tlsCertificate, let tlsKey {
            tls = TLSFiles(
                certificate: tlsCertificate,
                key: tlsKey,
                clientAuthority: tlsClientCA
            )
        }
        for text in http {
            options.http.append(
                HTTPListener(
                    address: try ListenAddress(text),
                    tls: tls,
                    tokens: httpTokens,
                    allowsPlainText: plainText
                )
            )
        }
        if let operations {
            options.http.append(
                HTTPListener(address: try ListenAddress(operations), takesEvents: false)
            )
        }
        for text in tcp {
            options.lines.append(
                LineListener(
                    endpoint: .tcp(try ListenAddress(text)),
                    tls: tls,
                    allowsPlainText: plainText
                )
            )
        }
        for path in unix {
            options.lines.append(LineListener(endpoint: .unix(path: path, mode: 0o660)))
        }
        return options
    }
}
