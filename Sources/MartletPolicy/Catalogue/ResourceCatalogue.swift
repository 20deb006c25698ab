/// What is known of the Kubernetes API: resources, verbs, noise, and where bodies hold secrets.
///
/// It is data, `kubernetes.yml` beside this file.
package struct ResourceCatalogue: Sendable {
    /// A resource or a subresource of it; compared by identity, for there are many comparisons.
    package final class Entry: Hashable, Sendable {
        package let group: String
        package let resource: String
        /// Empty for the object itself.
        package let subresource: String
        package let isNamespaced: Bool
        /// In the order in which they are told.
        package let verbs: [String]

        /// `pods/exec`.
        package let name: String

        package init(
            group: String,
            resource: String,
            subresource: String,
            isNamespaced: Bool,
            verbs: [String]
        ) {
            self.group = group
            self.resource = resource
            self.subresource = subresource
            self.isNamespaced = isNamespaced
            self.verbs = verbs
            self.name = subresource.isEmpty ? resource : "\(resource)/\(subresource)"
        }

        package static func == (left: Entry, right: Entry) -> Bool { left === right }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(self))
        }
    }

    /// Requests that tell nothing and are many.
    package struct Noise: Sendable {
        /// What they are, in a few words.
        package let name: String
        /// The rule that leaves them out; its level is None.
        package let rule: PolicyRule
    }

    /// A resource whose bodies hold secrets.
    package struct Secret: Sendable {
        package let group: String
        package let resource: String
        package let subresource: String
        /// What is in the bodies.
        package let what: String
        /// Whether it should not be there and only sometimes is.
        package let isPossible: Bool

        /// `serviceaccounts/token`.
        package var name: String {
            subresource.isEmpty ? resource : "\(resource)/\(subresource)"
        }
    }

    package let entries: [Entry]
    /// Groups that served resources of today, with these.
    package let formerGroups: [String: [String]]
    package let paths: [String]
    package let noise: [Noise]
    package let secrets: [Secret]

    /// Verbs that are asked of objects, in the order in which they are told.
    package static let verbs = [
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
    ]
    /// HTTP methods of requests for paths that are no resources.
    package static let methods = ["get", "head", "post", "put", "patch", "delete", "options"]
    /// Subresources whose requests last: their events have the stage ResponseStarted.
    package static let lastingSubresources: Set<String> = [
        "attach", "exec", "log", "portforward", "proxy",
    ]
    /// Subresources that open a connection: their events never have a body.
    package static let connectingSubresources: Set<String> = [
        "attach", "exec", "portforward", "proxy",
    ]

    /// Subresources whose requests have other stages or bodies than those of objects.
    static let unusualSubresources = lastingSubresources.union(connectingSubresources)

    /// The entries of a resource by its name alone, those of all groups, without subresources.
    package func entries(named resource: String) -> [Entry] {
        entries.filter { $0.resource == resource && $0.subresource.isEmpty }
    }

    /// Whether a group is built in.
    package func knows(group: String) -> Bool {
        entries.contains { $0.group == group } || formerGroups[group] != nil
    }
}
