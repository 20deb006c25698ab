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
