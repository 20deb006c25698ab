/// A way to do the same with another request, which `martlet test --evade` tries on a rule's events.
package enum EvasionChange: String, CaseIterable, Sendable {
    case update
    case patch
    case serverSideApply = "server-side-apply"
    case jsonPatch = "json-patch"
    case workloadKind = "workload-kind"
    case initContainer = "init-container"
    case ephemeralContainer = "ephemeral-container"
    case execProtocol = "exec-protocol"
    case listOrder = "list-order"
    case extraMembers = "extra-members"
    case letterCase = "letter-case"
    case hostPathSpelling = "host-path-spelling"
    case queryBoolean = "query-boolean"
    case queryOrder = "query-order"
    case percentEncoding = "percent-encoding"
    case impersonation
    case client
    case address
    case padding
    case fieldOrder = "field-order"
    case textEscapes = "text-escapes"

    /// What is changed, in a sentence.
    package var explanation: String {
        switch self {
        case .update: "An object that exists is updated to be what was created."
        case .patch: "The same as a strategic merge patch of an object that exists."
        case .serverSideApply: "The object is created by a server-side apply, whose verb is patch."
        case .jsonPatch: "The same as a JSON patch, whose body is a list of operations."
        case .workloadKind:
            "A pod becomes a template of each kind of workload, and the other way round."
        case .initContainer: "The containers become init containers beside a harmless one."
        case .ephemeralContainer: "The containers become ephemeral containers of a pod that runs."
        case .execProtocol: "A stream is opened by SPDY, with create, or by WebSocket, with get."
        case .listOrder: "Lists whose order means nothing are turned round."
        case .extraMembers: "Harmless members stand before and behind those of lists."
        case .letterCase: "Capabilities are written in lower case, as container runtimes allow."
        case .hostPathSpelling: "Paths of the host are spelt with more slashes and dots."
        case .queryBoolean:
            "A parameter that is true says 1, TRUE or nothing: all but 0 and false is true."
        case .queryOrder: "Parameters stand in another order, behind one that nobody reads."
        case .percentEncoding:
            "Letters of the path, of parameters and of their names are percent-encoded."
        case .impersonation: "Somebody else makes the request, by impersonation."
        case .client: "Another program, or one that says it is, makes the request."
        case .address: "The request comes from elsewhere, or says so in X-Forwarded-For."
        case .padding: "Long annotations and labels stand in front of what matters."
        case .fieldOrder: "The members of all objects stand in another order."
        case .textEscapes: "Letters of texts and keys are written as escapes, \\u0061."
        }
    }

    /// Whether it is a change of how events are written, of whatever log source they are.
    package var isOfAnyEvent: Bool { self == .fieldOrder || self == .textEscapes }
}
