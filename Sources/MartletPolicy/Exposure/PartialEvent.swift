/// The event of a request, as far as the request's shape tells what is in it.
struct PartialEvent {
    let shape: RequestShape
    let stage: AuditStage
    /// The level at which it is recorded.
    let level: AuditLevel
    /// Whether the bodies are looked at that the level records.
    var showsRequest = true
    var showsResponse = true
    /// Whether somebody adds fields that the API server does not write.
    var hasForeignFields = false
    /// Whether nothing is known but what the request is for.
    var isOnlyTarget = false

    private static let unauthorized = "401"

    /// What is known of a field.
    func knowledge(of field: SketchedField) -> FieldKnowledge {
        if isOnlyTarget, !field.isOfTarget { return .unknown }
        return switch field {
        case .kind: .value("Event")
        case .level: .value(level.rawValue)
        case .stage: .value(stage.rawValue)
        case .verb: .value(shape.verb)
        case .requestURI: if case .path(let path) = shape.target { .value(path) } else { .unknown }
        case .object, .resource, .subresource, .apiGroup, .namespace, .name, .objectDetail:
            knowledge(ofObject: field)
        case .user, .userName, .userGroups, .userDetail: knowledge(ofUser: field)
        case .impersonatedUser: shape.requester.user == nil ? .absent : .unknown
        case .requestObject: hasRequestObject ? .unknown : .absent
        case .responseObject: hasResponseObject ? .unknown : .absent
        case .responseStatus: stage == .requestReceived ? .absent : .other
        case .responseDetail: stage == .requestReceived ? .absent : .unknown
        case .responseCode:
            stage == .requestReceived
                ? .absent : shape.requester.user == nil ? .value(Self.unauthorized) : .code
        case .decision: hasAnnotations ? .decision : .absent
        case .annotation: hasAnnotations ? .unknown : .absent
        case .other: .unknown
        case .foreign: hasForeignFields ? .unknown : .absent
        case .member(let list):
            // Which of several values an index picks is not known.
            if case .absent = knowledge(of: list) { .absent } else { .unknown }
        }
    }

    private func knowledge(ofObject field: SketchedField) -> FieldKnowledge {
        guard case .resource(let entry, let namespace, let name) = shape.target else {
            return .absent
        }
        switch field {
        case .object: return .other
        case .resource: return .value(entry.resource)
        case .subresource: return entry.subresource.isEmpty ? .absent : .value(entry.subresource)
        case .apiGroup: return entry.group.isEmpty ? .absent : .value(entry.group)
        case .namespace: return namespace.knowledge
        case .name: return name.knowledge
        default: return .unknown
        }
    }

    private func knowledge(ofUser field: SketchedField) -> FieldKnowledge {
        guard let user = shape.requester.user else { return field == .user ? .unknown : .absent }
        if shape.requester.isAnybody { return .unknown }
        switch field {
        case .userName: return shape.requester.isOther ? .other : .value(user.name)
        case .userGroups: return .values(user.groups)
        default: return .unknown
        }
    }

    private var hasAnnotations: Bool {
        stage != .requestReceived && shape.requester.user != nil
    }

    private var hasRequestObject: Bool {
        showsRequest && level >= .request && stage == .responseComplete && shape.hasRequestBody
    }

    private var hasResponseObject: Bool {
        showsResponse && level >= .requestResponse && stage == .responseComplete
            && shape.hasResponseBody
    }
}
