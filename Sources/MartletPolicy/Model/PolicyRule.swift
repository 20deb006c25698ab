/// One rule of a policy: which requests it is for, and how much of them is recorded.
package struct PolicyRule: Sendable {
    /// Resources of one API group.
    package struct GroupResources: Sendable {
        package var group: String
        /// `pods`, `pods/exec`, `pods/*`, `*/status`, `*`; empty for the whole group.
        package var resources: AuditPolicy.Choice
        package var resourceNames: AuditPolicy.Choice
        package var range: Range<Int> = 0..<0

        package init(
            group: String,
            resources: AuditPolicy.Choice = [],
            resourceNames: AuditPolicy.Choice = []
        ) {
            self.group = group
            self.resources = resources
            self.resourceNames = resourceNames
        }
    }

    package var level: AuditLevel
    package var users: AuditPolicy.Choice = []
    package var userGroups: AuditPolicy.Choice = []
    package var verbs: AuditPolicy.Choice = []
    package var resources: [GroupResources] = []
    package var namespaces: AuditPolicy.Choice = []
    package var nonResourceURLs: AuditPolicy.Choice = []
    package var omitStages: Set<AuditStage> = []
    /// `nil` leaves it to the policy.
    package var omitManagedFields: Bool?
    /// Where the rule starts in its file.
    package var range: Range<Int> = 0..<0

    package init(level: AuditLevel) {
        self.level = level
    }

    /// How many texts its lists hold.
    var textCount: Int {
        users.count + userGroups.count + verbs.count + namespaces.count + nonResourceURLs.count
            + resources.reduce(0) { $0 + 1 + $1.resources.count + $1.resourceNames.count }
    }
}
