internal import NIOHTTP1

/// What a request's path stands for.
enum HTTPRoute: Hashable {
    /// Where kube-apiserver's webhook sends an `EventList`.
    case audit
    /// Where anyone sends NDJSON or JSON arrays.
    case ingest
    case page(OperationsPage.Name)

    /// Reads the path of a request's target; queries are left out.
    init?(target: String) {
        let path = target.prefix { $0 != "?" }
        switch path {
        case "/k8s-audit": self = .audit
        case "/ingest": self = .ingest
        default:
            guard path.first == "/",
                let name = OperationsPage.Name(rawValue: String(path.dropFirst()))
            else { return nil }
            self = .page(name)
        }
    }

    var path: String {
        switch self {
        case .audit: "/k8s-audit"
        case .ingest: "/ingest"
        case .page(let name): "/\(name.rawValue)"
        }
    }

    /// What signals name as the source of events.
    var source: String { "http:\(path)" }

    var takesEvents: Bool {
        if case .page = self { false } else { true }
    }

    /// The methods it answers to, as the header field `Allow` has them.
    var allowed: String { takesEvents ? "POST" : "GET, HEAD" }

    func allows(_ method: HTTPMethod) -> Bool {
        takesEvents ? method == .POST : method == .GET || method == .HEAD
    }
}
