/// What an audit policy sees of a request when it chooses the level: before impersonation,
/// authorization and admission.
package struct AuditRequest: Hashable, Sendable {
    /// An object, or a collection of them, in the API.
    package struct Resource: Hashable, Sendable {
        /// The API group; empty for the core group.
        package var group: String
        /// The plural: `pods`.
        package var resource: String
        /// Empty for the object itself.
        package var subresource: String
        /// Empty for what lies in no namespace, and for requests over all of them.
        package var namespace: String
        /// The name in the URL: empty on create, and on list, watch and deletecollection unless a
        /// field selector asks for one name.
        package var name: String

        package init(
            group: String = "",
            _ resource: String,
            subresource: String = "",
            namespace: String = "",
            name: String = ""
        ) {
            self.group = group
            self.resource = resource
            self.subresource = subresource
            self.namespace = namespace
            self.name = name
        }
    }

    /// What the request is for.
    package enum Target: Hashable, Sendable {
        case resource(Resource)
        /// Any other path, without its query.
        case path(String)
    }

    /// Stands for whatever no rule and no policy names; no text of theirs is the same.
    static let unnamed = "\u{0}"

    /// `nil` if authentication failed: then there is nobody yet.
    package var user: AuditUser?
    /// `get`, `list`, `create` and so on; for other paths the HTTP method in lower case.
    package var verb: String
    package var target: Target

    package init(user: AuditUser?, verb: String, target: Target) {
        self.user = user
        self.verb = verb
        self.target = target
    }
}
