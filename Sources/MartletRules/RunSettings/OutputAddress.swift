/// Where signals are sent: `https://siem.example:8443/in?x=1`, `tcp://[::1]:514`.
package struct OutputAddress: Sendable, Equatable {
    /// In small letters: `https`.
    package let scheme: String
    /// A name or an address, without brackets.
    package let host: String
    package let port: Int
    /// The path with what follows it, from `/` on; empty where the scheme knows no path.
    package let target: String

    /// The port of a scheme, where none is written, and whether there are paths.
    private static let schemes: [String: (port: Int, hasPath: Bool)] = [
        "http": (80, true), "https": (443, true),
        "tcp": (514, false), "udp": (514, false), "tls": (6514, false),
    ]

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: the address.
    ///   - schemes: those that may be.
    /// - Throws: What is wrong with it.
    package init(_ text: String, schemes: [String]) throws(TextProblem) {
        // What is wrong must not show the text: it may be a secret.
        func problem(_ message: String) -> TextProblem {
            let example = schemes.first == "tcp" ? "tcp://host:514" : "https://host/path"
            return TextProblem(.invalidRunSettings, message, help: "write it as in \(example)")
        }
        guard let separator = text.firstRange(of: "://"),
            schemes.contains(text[..<separator.lowerBound].lowercased()),
            let known = Self.schemes[text[..<separator.lowerBound].lowercased()]
        else {
            let wanted = schemes.map { $0 + "://" }.joined(separator: " or ")
            throw problem("an address must begin with \(wanted)")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else {
            throw problem("an address has neither spaces nor letters beyond ASCII")
        }
        scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        var authority = rest[..<end]
        guard !authority.contains("@") else {
            throw problem("an address must not hold a password; use 'headers' or 'token'")
        }
        var target = String(rest[end...].prefix { $0 != "#" })
        guard known.hasPath || target.isEmpty || target == "/" else {
            throw problem("nothing may follow the port")
        }
        if !target.hasPrefix("/") { target = "/" + target }
        self.target = known.hasPath ? target : ""
        var port = known.port
        let hasPort = authority.last != "]" && authority.contains(":")
        if hasPort, let colon = authority.lastIndex(of: ":") {
            guard let number = Int(authority[authority.index(after: colon)...]),
                (1...65_535).contains(number)
            else { throw problem("a port is a number from 1 to 65535") }
            port = number
            authority = authority[..<colon]
        }
        self.port = port
        if authority.first == "[", authority.last == "]" {
            authority = authority.dropFirst().dropLast()
        } else if authority.contains(":") {
            throw problem("an IPv6 address stands in brackets")
        }
        guard !authority.isEmpty else { throw problem("an address needs a host") }
        host = String(authority)
    }

    /// Host and port, as a header of HTTP names them.
    package var authority: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port == Self.schemes[scheme]?.port ? host : "\(host):\(port)"
    }

    /// The address without what may be a secret: its path.
    package var shown: String { "\(scheme)://\(authority)" }
}
