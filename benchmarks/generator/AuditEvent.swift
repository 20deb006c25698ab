/// One `audit.k8s.io/v1` event, its keys in the order of the API server's Go struct.
struct AuditEvent {
    /// What the audit policy recorded of a request.
    enum Level: String {
        case metadata = "Metadata"
        case request = "Request"
        case requestResponse = "RequestResponse"
    }

    /// When in the life of a request the event was written.
    enum Stage: String {
        case requestReceived = "RequestReceived"
        case responseStarted = "ResponseStarted"
        case responseComplete = "ResponseComplete"
    }

    var level = Level.metadata
    var stage = Stage.responseComplete
    var verb: String
    var requestURI: JSONTemplate
    var caller: Caller
    var objectRef: JSONTemplate?
    var code = 200
    var requestObject: JSONTemplate?
    var responseObject: JSONTemplate?
    var annotations: JSONTemplate?

    /// This event as one line, without its line feed.
    var template: JSONTemplate {
        let isReceived = stage == .requestReceived
        var members: [JSONTemplate] = [
            """
            "kind":"Event","apiVersion":"audit.k8s.io/v1","level":"\(level.rawValue)",
            "auditID":"\(.auditID)","stage":"\(stage.rawValue)",
            "requestURI":"\(requestURI.escaped)","verb":"\(verb)","user":\(caller.user),
            "sourceIPs":["\(caller.address)"],"userAgent":"\(caller.userAgent)"
            """
        ]
        if let objectRef { members.append(#""objectRef":{\#(objectRef)}"#) }
        if !isReceived {
            members.append(#""responseStatus":{"metadata":{},"code":\#(code)}"#)
            if let requestObject, level != .metadata {
                members.append(#""requestObject":\#(requestObject)"#)
            }
            if let responseObject, level == .requestResponse {
                members.append(#""responseObject":\#(responseObject)"#)
            }
        }
        members.append(#""requestReceivedTimestamp":"\#(.receivedTime)""#)
        members.append(#""stageTimestamp":"\#(isReceived ? .receivedTime : .stageTime)""#)
        if !isReceived { members.append(#""annotations":{\#(annotations ?? caller.allowed)}"#) }
        return "{\(JSONTemplate(members, separator: ","))}"
    }

    /// The same request at another stage.
    func at(_ stage: Stage, code: Int? = nil) -> AuditEvent {
        var event = self
        event.stage = stage
        event.code = code ?? self.code
        return event
    }
}
