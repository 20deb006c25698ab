/// An audit policy as the API server reads it, with the places of its rules in the file.
///
/// Source: k8s.io/apiserver, `pkg/apis/audit/v1` types `Policy`, `PolicyRule`, `GroupResources`.
package struct AuditPolicy: Sendable {
    /// A list of texts of which one must fit; an empty list lets all through.
    package typealias Choice = [PolicyText]

    package var rules: [PolicyRule]
    /// Stages of which no request has an event.
    package var omitStages: Set<AuditStage> = []
    /// Where these are named, if they are.
    package var omitStagesRange: Range<Int>?
    package var omitManagedFields = false
    /// Where the policy starts in its file.
    package var range: Range<Int> = 0..<0

    package init(rules: [PolicyRule], omitStages: Set<AuditStage> = []) {
        self.rules = rules
        self.omitStages = omitStages
    }
}

/// A text of a policy and where it stands.
package struct PolicyText: Sendable, Hashable {
    package let text: String
    package let range: Range<Int>

    package init(_ text: String, range: Range<Int> = 0..<0) {
        self.text = text
        self.range = range
    }
}

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
