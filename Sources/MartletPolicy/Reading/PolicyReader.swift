package import MartletRules

/// Reads audit policies and holds them against what the API server asks of one.
///
/// Source: k8s.io/apiserver, `pkg/audit/policy/reader.go` and `pkg/apis/audit/validation`.
package enum PolicyReader {
    private static let kind = "Policy"
    private static let group = "audit.k8s.io/"
    private static let version = "audit.k8s.io/v1"
    private static let oldVersions = ["audit.k8s.io/v1beta1", "audit.k8s.io/v1alpha1"]
    /// The largest policies of providers have some fifty rules.
    private static let ruleLimit = 500
    /// How many texts its lists may hold together.
    private static let textLimit = 5_000
    private static let keys = [
        "apiVersion", "kind", "metadata", "omitManagedFields", "omitStages", "rules",
    ]

    /// Reads the policy of a file.
    ///
    /// - Parameters:
    ///   - file: the file; other documents may stand beside the policy.
    ///   - log: takes what is wrong with it.
    /// - Returns: the policy, or `nil` after reporting why there is none that an API server would
    ///   accept.
    package static func policy(in file: SourceFile, into log: inout DiagnosticLog) -> AuditPolicy? {
        let first = log.diagnostics.count
        var parser = YAMLParser()
        guard let documents = parser.parse(file, into: &log) else { return nil }
        let roots = documents.map(\.root).filter { !$0.isNull }
        guard let place = roots.firstIndex(where: isPolicy) ?? (roots.count == 1 ? 0 : nil) else {
            log.error(
                PolicyCode.notAPolicy,
                roots.isEmpty
                    ? "the file is empty" : "none of the file's documents is an audit policy",
                at: 0..<1,
                help: "a policy begins with 'apiVersion: \(version)' and 'kind: \(kind)'"
            )
            return nil
        }
        if place > 0 {
            log.warning(
                PolicyCode.notFirstDocument,
                "the API server reads the first document of a file, and this is another",
                at: roots[place].range,
                help: "give the policy a file of its own"
            )
        }
        for other in roots[(place + 1)...] {
            log.warning(
                PolicyCode.notFirstDocument,
                "the API server reads the first document of a file, not this one",
                at: other.range
            )
        }
        let policy = policy(roots[place], into: &log)
        return log.firstError(from: first) == nil ? policy : nil
    }

    private static func isPolicy(_ node: YAMLNode) -> Bool {
        guard case .mapping(let members) = node.content else { return false }
        func text(_ key: String) -> String {
            members.first { $0.key.scalar?.text == key }?.value.scalar?.text ?? ""
        }
        return text("apiVersion").hasPrefix(group) && text("kind") == kind
    }

    private static func policy(_ node: YAMLNode, into log: inout DiagnosticLog) -> AuditPolicy? {
        guard case .mapping(let found) = node.content,
            found.contains(where: { keys.contains($0.key.scalar?.text ?? "") })
        else {
            log.error(
                PolicyCode.notAPolicy,
                "this is no audit policy",
                at: node.range,
                help: "a policy begins with 'apiVersion: \(version)' and 'kind: \(kind)'"
            )
            return nil
        }
        guard isOfKind(found, into: &log) else { return nil }
        guard let members = PolicyMembers(node, "a policy", keys: keys, into: &log) else {
            return nil
        }
        checkHead(members, into: &log)
        var policy = AuditPolicy(rules: [])
        policy.range = node.range
        policy.omitStages = PolicyRuleReader.stages(members, into: &log)
        policy.omitStagesRange = members.member("omitStages")?.key.range
        policy.omitManagedFields = members.boolean("omitManagedFields", into: &log) ?? false
        let rules = members.elements("rules", into: &log)
        if rules.isEmpty, members["rules"].map({ $0.scalar == nil }) ?? true {
            log.error(
                PolicyCode.noRules,
                "a policy needs at least one rule",
                at: members.member("rules")?.key.range ?? node.range,
                help: "the least is '- level: Metadata', for all requests"
            )
        }
        policy.rules = rules.prefix(ruleLimit + 1).compactMap {
            PolicyRuleReader.rule($0, into: &log)
        }
        let count = policy.rules.map(\.textCount).reduce(0, +)
        if rules.count > ruleLimit || count > textLimit {
            log.error(
                PolicyCode.tooLarge,
                rules.count > ruleLimit
                    ? "a policy with more than \(ruleLimit) rules is not checked"
                    : "a policy with more than \(textLimit) names is not checked",
                at: members.member("rules")?.key.range ?? node.range
            )
        }
        return policy
    }

    /// Whether the document does not say that it is something else; if it does, the rest is not held
    /// against it.
    private static func isOfKind(_ members: [YAMLMember], into log: inout DiagnosticLog) -> Bool {
        func value(_ key: String) -> YAMLNode? {
            members.first { $0.key.scalar?.text == key }?.value
        }
        guard let node = value("kind"), let found = node.scalar?.text, !node.isNull, found != kind
        else { return true }
        let help: String
        if value("apiVersion")?.scalar?.text.hasPrefix(group) == true {
            help = "write 'kind: \(kind)'"
        } else if found == "ConfigMap" {
            help = "if a text of its data is the policy, put that into a file of its own"
        } else {
            help = "a policy begins with 'apiVersion: \(version)' and 'kind: \(kind)'"
        }
        log.error(
            PolicyCode.notAPolicy,
            "the kind is '\(found)', not '\(kind)'",
            at: node.range,
            help: help
        )
        return false
    }

    private static func checkHead(_ members: PolicyMembers, into log: inout DiagnosticLog) {
        if members.text("kind", into: &log) == nil {
            log.error(
                PolicyCode.notAPolicy,
                "'kind' is missing",
                at: members.range,
                help: "write 'kind: \(kind)'"
            )
        }
        let found = members.text("apiVersion", into: &log)
        guard found?.text != version else { return }
        if let found, oldVersions.contains(found.text) {
            log.warning(
                PolicyCode.oldVersion,
                "Kubernetes 1.24 and later do not read '\(found.text)'",
                at: found.range,
                help: "write '\(version)'; the rest stays as it is"
            )
            return
        }
        log.error(
            PolicyCode.notAPolicy,
            found.map { "the version '\($0.text)' is unknown" } ?? "'apiVersion' is missing",
            at: found?.range ?? members.range,
            help: "write 'apiVersion: \(version)'"
        )
    }
}
