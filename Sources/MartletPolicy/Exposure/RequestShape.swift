/// A request as far as policies and rules tell it from others.
struct RequestShape: Hashable {
    /// Who asks; compared by identity, for there are many comparisons.
    final class Requester: Hashable, Sendable {
        /// `nil` if authentication fails.
        let user: AuditUser?
        /// Whether the name is none of those that anybody names.
        let isOther: Bool
        /// Whether the user stands for all that authenticate, since nobody asks who it is.
        let isAnybody: Bool

        init(user: AuditUser?, isOther: Bool = false, isAnybody: Bool = false) {
            self.user = user
            self.isOther = isOther
            self.isAnybody = isAnybody
        }

        static let anybody = Requester(user: .anonymous, isAnybody: true)
        static let nobody = Requester(user: nil)

        static func == (left: Requester, right: Requester) -> Bool { left === right }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(self))
        }
    }

    /// A text that stands for itself, or for all that nobody names.
    enum Word: Hashable {
        case none
        /// Whatever it is, nobody asks.
        case unasked
        case named(String)
        case other

        /// What a policy compares.
        var text: String {
            switch self {
            case .none: ""
            case .named(let text): text
            case .unasked, .other: AuditRequest.unnamed
            }
        }

        /// What a rule knows of the field.
        var knowledge: FieldKnowledge {
            switch self {
            case .none: .absent
            case .unasked: .unknown
            case .named(let text): .value(text)
            case .other: .other
            }
        }
    }

    enum Target: Hashable {
        case resource(ResourceCatalogue.Entry, namespace: Word, name: Word)
        case path(String)
    }

    var requester: Requester
    var verb: String
    var target: Target

    /// What the API server holds against a policy.
    var request: AuditRequest {
        let asked: AuditRequest.Target
        switch target {
        case .path(let path): asked = .path(path)
        case .resource(let entry, let namespace, let name):
            // The name of what is created is in the body, not in the URL.
            let isInBody = verb == "create" && entry.subresource.isEmpty
            asked = .resource(
                AuditRequest.Resource(
                    group: entry.group,
                    entry.resource,
                    subresource: entry.subresource,
                    namespace: namespace.text,
                    name: isInBody ? "" : name.text
                )
            )
        }
        return AuditRequest(user: requester.user, verb: verb, target: asked)
    }

    /// Whether the request lasts, so that it has the stage ResponseStarted.
    var isLasting: Bool {
        guard case .resource(let entry, _, _) = target else { return false }
        return verb == "watch"
            || ResourceCatalogue.lastingSubresources.contains(entry.subresource)
    }

    /// The stages of which it has events, but for a panic.
    var stages: [AuditStage] {
        // Failed authentication is logged by another part of the API server, at this stage alone.
        if requester.user == nil { return [.responseStarted] }
        return [.requestReceived] + (isLasting ? [.responseStarted] : []) + [.responseComplete]
    }

    /// Whether the request may have a body that is recorded.
    var hasRequestBody: Bool {
        guard case .resource(let entry, _, _) = target,
            !ResourceCatalogue.connectingSubresources.contains(entry.subresource)
        else { return false }
        return !["get", "list", "watch"].contains(verb)
    }

    /// Whether the response may have a body that is recorded.
    var hasResponseBody: Bool {
        guard case .resource(let entry, _, _) = target else { return false }
        return verb != "watch" && entry.subresource != "log"
            && !ResourceCatalogue.connectingSubresources.contains(entry.subresource)
    }
}
