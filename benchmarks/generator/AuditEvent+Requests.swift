/// Requests for objects, with the URL and the reference that follow from what is asked for.
extension AuditEvent {
    /// A request for an object in a namespace; with bodies it is logged with them.
    static func namespaced(
        _ verb: String,
        _ resource: String,
        _ subresource: String? = nil,
        group: String? = nil,
        in namespace: JSONTemplate = "\(.namespace)",
        name: JSONTemplate? = nil,
        by caller: Caller,
        code: Int = 200,
        request: JSONTemplate? = nil,
        response: JSONTemplate? = nil
    ) -> AuditEvent {
        var uri: JSONTemplate = "\(group.map { "/apis/\($0)" } ?? "/api")/v1"
        uri = "\(uri)/namespaces/\(namespace)/\(resource)"
        if let name { uri = "\(uri)/\(name)" }
        if let subresource { uri = "\(uri)/\(subresource)" }
        if verb == "list" { uri = "\(uri)?limit=500&resourceVersion=\(.resourceVersion)" }
        var reference: JSONTemplate = #""resource":"\#(resource)","namespace":"\#(namespace)""#
        if let name { reference = #"\#(reference),"name":"\#(name)""# }
        if let group { reference = #"\#(reference),"apiGroup":"\#(group)""# }
        reference = #"\#(reference),"apiVersion":"v1""#
        if let subresource { reference = #"\#(reference),"subresource":"\#(subresource)""# }
        return AuditEvent(
            level: response != nil ? .requestResponse : request != nil ? .request : .metadata,
            verb: verb,
            requestURI: uri,
            caller: caller,
            objectRef: reference,
            code: code,
            requestObject: request,
            responseObject: response
        )
    }

    /// A request for an object of the whole cluster, logged with its body if there is one.
    static func cluster(
        _ verb: String,
        _ resource: String,
        group: String? = nil,
        name: JSONTemplate? = nil,
        by caller: Caller,
        request: JSONTemplate? = nil
    ) -> AuditEvent {
        var uri: JSONTemplate = "\(group.map { "/apis/\($0)" } ?? "/api")/v1/\(resource)"
        if let name { uri = "\(uri)/\(name)" }
        if verb == "list" { uri = "\(uri)?limit=500" }
        var reference: JSONTemplate = #""resource":"\#(resource)""#
        if let name { reference = #"\#(reference),"name":"\#(name)""# }
        if let group { reference = #"\#(reference),"apiGroup":"\#(group)""# }
        return AuditEvent(
            level: request == nil ? .metadata : .request,
            verb: verb,
            requestURI: uri,
            caller: caller,
            objectRef: #"\#(reference),"apiVersion":"v1""#,
            code: verb == "create" ? 201 : 200,
            requestObject: request
        )
    }
}
