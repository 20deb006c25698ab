/// A host and port to listen on: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, or `:8080` for all addresses.
package struct ListenAddress: Sendable, Equatable {
    /// The name or address, without brackets; `nil` stands for all addresses.
    package let host: String?
    /// The port; 0 lets the system choose one.
    package let port: Int

    /// Reads an address as users write it.
    ///
    /// - Throws: if it has no port, or is none.
    package init(_ text: String) throws(ServerError) {
        func fail(_ reason: String) -> ServerError {
            ServerError("'\(text)'", "not an address to listen on", reason)
        }
        guard let colon = text.lastIndex(of: ":") else {
            throw fail("no port; write host:port, as in 127.0.0.1:8080")
        }
        let name = text[..<colon]
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), port <= 65_535
        else {
            throw fail("the port '\(digits)' is not a number from 0 to 65535")
        }
        self.port = port
        if name.isEmpty {
            host = nil
        } else if name.first == "[" {
            guard name.last == "]", name.count > 2 else {
                throw fail("write an IPv6 address as in [::1]:8080")
            }
            host = String(name.dropFirst().dropLast())
        } else if name.contains(":") {
            throw fail("put an IPv6 address into brackets, as in [::1]:8080")
        } else {
            host = String(name)
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    /// The address as users write it.
    package var description: String {
        guard let host else { return ":\(port)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
