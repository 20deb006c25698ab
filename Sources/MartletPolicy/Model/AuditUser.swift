/// Who sent a request, as authentication found; impersonation does not change it.
package struct AuditUser: Hashable, Sendable {
    package let name: String
    package let groups: [String]

    package init(_ name: String, groups: [String] = []) {
        self.name = name
        self.groups = groups
    }

    /// A user without credentials.
    package static let anonymous = AuditUser("system:anonymous", groups: [unauthenticatedGroup])
    /// The group of everyone with credentials.
    package static let authenticatedGroup = "system:authenticated"
    /// The group of everyone without.
    package static let unauthenticatedGroup = "system:unauthenticated"

    /// A user with the groups that the API server gives to whoever has such a name.
    ///
    /// - Parameter name: for example `system:serviceaccount:shop:cart` or `system:node:n1`.
    package init(named name: String) {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        var groups = [AuditUser.authenticatedGroup]
        if name == AuditUser.anonymous.name {
            groups = [AuditUser.unauthenticatedGroup]
        } else if name.hasPrefix("system:serviceaccount:"), parts.count == 4 {
            groups += ["system:serviceaccounts", "system:serviceaccounts:\(parts[2])"]
        } else if name.hasPrefix("system:node:") {
            groups.append("system:nodes")
        }
        self.init(name, groups: groups)
    }
}
