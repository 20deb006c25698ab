internal import MartletRules

/// A field as far as it matters for what a policy records.
enum SketchedField: Equatable {
    case kind
    case level
    case stage
    case verb
    case requestURI
    case object
    case resource
    case subresource
    case apiGroup
    case namespace
    case name
    case objectDetail
    case user
    case userName
    case userGroups
    case userDetail
    case impersonatedUser
    case requestObject
    case responseObject
    case responseStatus
    case responseCode
    case responseDetail
    case decision
    case annotation
    /// Any other field that the API server writes.
    case other
    /// A field that the API server does not write; others may add it.
    case foreign
    /// A member that an index picks from the values of a field.
    indirect case member(SketchedField)

    /// The fields of an event that are not told apart here.
    ///
    /// Source: k8s.io/apiserver, type `Event` of `pkg/apis/audit/v1` and `v1beta1`.
    private static let others: Set<String> = [
        "apiVersion", "auditID", "authenticationMetadata", "metadata", "requestReceivedTimestamp",
        "sourceIPs", "stageTimestamp", "timestamp", "userAgent",
    ]
    /// Codes that responses have, but for 401: that is of requests which nobody is known to make.
    static let usualCodes = [
        "101", "200", "201", "400", "403", "404", "409", "422", "429", "500",
    ]
    /// The values of the annotation that says what authorization decided.
    static let decisions = ["allow", "forbid"]

    /// Whether what the request is for settles the field, whoever asks for what to be done.
    var isOfTarget: Bool {
        switch self {
        case .requestURI, .object, .resource, .subresource, .apiGroup, .namespace, .name,
            .objectDetail:
            true
        default: false
        }
    }

    /// The field itself, or that of which it is a member.
    var whole: SketchedField {
        if case .member(let list) = self { list } else { self }
    }

    init(_ path: FieldPath) {
        if case .derived(_, of: let source) = path.origin {
            let whole = SketchedField(source)
            // A query is no part of the path that is known of a URI.
            self = whole == .requestURI ? .other : whole
            return
        }
        let names = path.segments.map { String(decoding: $0, as: UTF8.self) }
        let rest = names.dropFirst().joined(separator: ".")
        let field = SketchedField(names.first ?? "", rest)
        self = path.indexedSteps.isEmpty ? field : .member(field)
    }

    private init(_ first: String, _ rest: String) {
        switch (first, rest) {
        case ("kind", ""): self = .kind
        case ("level", ""): self = .level
        case ("stage", ""): self = .stage
        case ("verb", ""): self = .verb
        case ("requestURI", ""): self = .requestURI
        case ("objectRef", ""): self = .object
        case ("objectRef", "resource"): self = .resource
        case ("objectRef", "subresource"): self = .subresource
        case ("objectRef", "apiGroup"): self = .apiGroup
        case ("objectRef", "namespace"): self = .namespace
        case ("objectRef", "name"): self = .name
        case ("objectRef", _): self = .objectDetail
        case ("user", ""): self = .user
        case ("user", "username"): self = .userName
        case ("user", "groups"): self = .userGroups
        case ("user", _): self = .userDetail
        case ("impersonatedUser", _): self = .impersonatedUser
        case ("requestObject", _): self = .requestObject
        case ("responseObject", _): self = .responseObject
        case ("responseStatus", ""): self = .responseStatus
        case ("responseStatus", "code"): self = .responseCode
        case ("responseStatus", _): self = .responseDetail
        case ("annotations", "authorization.k8s.io/decision"): self = .decision
        case ("annotations", _): self = .annotation
        default: self = SketchedField.others.contains(first) ? .other : .foreign
        }
    }
}
