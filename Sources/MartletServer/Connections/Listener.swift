/// A listener as it is asked for.
enum Listener: Sendable, Equatable {
    case http(HTTPListener)
    case lines(LineListener)

    /// All that options ask for, HTTP first.
    static func all(of options: ServerOptions) -> [Listener] {
        options.http.map { .http($0) } + options.lines.map { .lines($0) }
    }

    /// Whether what is open must be closed before it can be opened.
    func isExcluded(by opened: Opened) -> Bool {
        switch self {
        case .http(let listener): listener.address.port == opened.port
        case .lines(let listener):
            switch listener.endpoint {
            // All addresses of a port, and one of them, may exclude each other.
            case .tcp(let address): address.port == opened.port
            case .unix(let path, _): path == opened.address
            }
        }
    }
}

extension Openers {
    func open(_ listener: Listener) throws(ServerError) -> Opened {
        switch listener {
        case .http(let listener): try open(listener)
        case .lines(let listener): try open(listener)
        }
    }
}
