package import MartletRules

/// Reads one rule of a policy, and what else has its form.
package enum PolicyRuleReader {
    private static let keys = [
        "level", "users", "userGroups", "verbs", "resources", "namespaces", "nonResourceURLs",
        "omitStages", "omitManagedFields",
    ]
    private static let resourceKeys = ["group", "resources", "resourceNames"]

    /// Reads a rule; its mistakes are reported.
    package static func rule(_ node: YAMLNode, into log: inout DiagnosticLog) -> PolicyRule? {
        guard let members = PolicyMembers(node, "a policy rule", keys: keys, into: &log),
            let level = level(members, into: &log)
        else { return nil }
        var rule = PolicyRule(level: level)
        rule.range = node.range
        rule.users = members.texts("users", into: &log)
        rule.userGroups = members.texts("userGroups", into: &log)
        rule.verbs = members.texts("verbs", into: &log)
        rule.namespaces = members.texts("namespaces", into: &log)
        rule.nonResourceURLs = members.texts("nonResourceURLs", into: &log)
        rule.omitStages = stages(members, into: &log)
        rule.omitManagedFields = members.boolean("omitManagedFields", into: &log)
        rule.resources = members.elements("resources", into: &log).compactMap {
            groupResources($0, into: &log)
        }
        check(rule, into: &log)
        if !rule.nonResourceURLs.isEmpty, !rule.resources.isEmpty || !rule.namespaces.isEmpty {
            let what = rule.resources.isEmpty ? "namespaces" : "resources"
            log.error(
                PolicyCode.mixedTargets,
                "a policy rule is for paths or for \(what), not for both",
                at: members.member("nonResourceURLs")?.key.range ?? node.range,
                help: "make two rules of it"
            )
        }
        return rule
    }

    /// The stages that a policy or a rule of it omits.
    static func stages(_ members: PolicyMembers, into log: inout DiagnosticLog) -> Set<AuditStage> {
        var stages: Set<AuditStage> = []
        for text in members.texts("omitStages", into: &log) {
            if let stage: AuditStage = value(text, "stage", PolicyCode.unknownStage, into: &log) {
                stages.insert(stage)
            }
        }
        return stages
    }

    private static func level(
        _ members: PolicyMembers,
        into log: inout DiagnosticLog
    ) -> AuditLevel? {
        let text = members.text("level", into: &log)
        // A value of another type was reported as such.
        if text == nil, members["level"] != nil { return nil }
        guard let text, !text.text.isEmpty else {
            log.error(
                PolicyCode.invalidLevel,
                "a policy rule needs a level",
                at: members.member("level")?.key.range ?? members.range,
                help: listing(AuditLevel.self, "level")
            )
            return nil
        }
        return value(text, "level", PolicyCode.invalidLevel, into: &log)
    }

    /// The value that a text names; `nil` after reporting that it names none.
    private static func value<Value: CaseIterable & RawRepresentable<String>>(
        _ text: PolicyText,
        _ noun: String,
        _ code: DiagnosticCode,
        into log: inout DiagnosticLog
    ) -> Value? {
        if let value = Value(rawValue: text.text) { return value }
        log.error(
            code,
            "there is no \(noun) '\(text.text)'",
            at: text.range,
            help: Suggestion.help(for: text.text, among: Value.allCases.map(\.rawValue))
                ?? listing(Value.self, noun)
        )
        return nil
    }

    /// Help that names all values.
    private static func listing<Value: CaseIterable & RawRepresentable<String>>(
        _ type: Value.Type,
        _ noun: String
    ) -> String {
        "\(noun)s are \(type.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    private static func groupResources(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> PolicyRule.GroupResources? {
        guard
            let members = PolicyMembers(
                node,
                "an element of 'resources'",
                keys: resourceKeys,
                into: &log
            )
        else { return nil }
        let group = members.text("group", into: &log)
        var found = PolicyRule.GroupResources(
            group: group?.text ?? "",
            resources: members.texts("resources", into: &log),
            resourceNames: members.texts("resourceNames", into: &log)
        )
        found.range = group.map(\.range) ?? node.range
        if let group, !isGroup(group.text) {
            log.error(
                PolicyCode.invalidGroup,
                "'\(group.text)' is no API group",
                at: group.range,
                help: group.text.contains("/")
                    ? "leave out the version: '\(group.text.prefix { $0 != "/" })'"
                    : "groups are names in lower case, such as apps, or \"\" for the core group"
            )
        }
        if !found.resourceNames.isEmpty, found.resources.isEmpty {
            log.error(
                PolicyCode.namesWithoutResources,
                "'resourceNames' needs 'resources' beside it",
                at: members.member("resourceNames")?.key.range ?? node.range
            )
        }
        return found
    }

    private static func check(_ rule: PolicyRule, into log: inout DiagnosticLog) {
        for path in rule.nonResourceURLs where path.text != "*" {
            if !path.text.hasPrefix("/") {
                log.error(
                    PolicyCode.invalidPath,
                    "a path begins with '/'",
                    at: path.range
                )
            } else if path.text.dropLast().contains("*") {
                log.error(
                    PolicyCode.invalidPath,
                    "'*' can only stand at the end of a path",
                    at: path.range,
                    help: "name the paths one by one, or end at the first '*'"
                )
            }
        }
    }

    /// Whether a text is empty, `*`, or a DNS subdomain: labels of lower-case letters, digits and
    /// dashes, divided by dots.
    private static func isGroup(_ text: String) -> Bool {
        if text.isEmpty || text == "*" { return true }
        guard text.utf8.count <= 253 else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { byte in
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                        || byte == UInt8(ascii: "-")
                }
        }
    }
}
