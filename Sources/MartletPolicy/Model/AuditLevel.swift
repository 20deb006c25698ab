/// How much of a request an audit policy records; a higher level holds all that a lower one does.
package enum AuditLevel: String, Sendable, CaseIterable, Comparable {
    /// Nothing.
    case none = "None"
    /// Who, when, what and how it ended, without bodies.
    case metadata = "Metadata"
    /// With the body of the request.
    case request = "Request"
    /// With the body of the response, too.
    case requestResponse = "RequestResponse"

    package static func < (left: AuditLevel, right: AuditLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .metadata: 1
        case .request: 2
        case .requestResponse: 3
        }
    }
}
