internal import NIOHTTP1

/// Decides by its header whether a request is let in.
struct HTTPGuard: Sendable {
    let state: ServerState
    let listener: HTTPListener
    let tokens: Reloading<BearerTokens>?

    /// What a request stands for, or the answer that turns it away before its body is read.
    func admit(_ head: HTTPRequestHead) -> Verdict {
        guard let route = HTTPRoute(target: head.uri), serves(route) else {
            return .refused(HTTPAnswer(.notFound, .route, "no such path; try \(paths)"))
        }
        guard route.allows(head.method) else {
            var answer = HTTPAnswer(.methodNotAllowed, .route, "use \(route.allowed)")
            answer.fields = [("Allow", route.allowed)]
            return .refused(answer)
        }
        if case .page(let name) = route { return .page(name) }
        if let tokens, !tokens.current.admit(head.headers.first(name: "Authorization")) {
            var answer = HTTPAnswer(
                .unauthorized,
                .unauthorized,
                "show a bearer token of this server"
            )
            answer.fields = [("WWW-Authenticate", "Bearer realm=\"martlet\"")]
            return .refused(answer)
        }
        let encoding = head.headers[canonicalForm: "Content-Encoding"].joined(separator: ", ")
        guard ["", "identity", "gzip", "x-gzip", "zstd"].contains(encoding.lowercased()) else {
            let reason =
                "Content-Encoding '\(encoding)' is not understood; send gzip, zstd or neither"
            return .refused(HTTPAnswer(.badRequest, .unreadable, reason))
        }
        if let length = head.declaredLength, length > state.limits.bodyBytes {
            return .refused(
                .tooLarge("the body has more than \(state.limits.bodyBytes) bytes; send less")
            )
        }
        if state.isStopping {
            return .refused(.later(.stopping, "the server stops", limits: state.limits))
        }
        guard state.intake.isReady else {
            return .refused(.later(.full, "too many events wait; come again", limits: state.limits))
        }
        return .events(route)
    }

    enum Verdict {
        case events(HTTPRoute)
        case page(OperationsPage.Name)
        case refused(HTTPAnswer)
    }

    private func serves(_ route: HTTPRoute) -> Bool {
        route.takesEvents ? listener.takesEvents : listener.hasPages
    }

    private var paths: String {
        let events = listener.takesEvents ? ["/k8s-audit", "/ingest"] : []
        let pages = listener.hasPages ? OperationsPage.Name.allCases.map { "/\($0.rawValue)" } : []
        return (events + pages).joined(separator: ", ")
    }
}

extension HTTPRequestHead {
    /// The body's length, if the header tells it.
    var declaredLength: Int? {
        headers.first(name: "Content-Length").flatMap { Int($0) }
    }

    /// Whether the client waits for a nod before it sends the body.
    var expectsContinue: Bool {
        version == .http1_1
            && headers[canonicalForm: "Expect"].contains { $0.lowercased() == "100-continue" }
    }
}
