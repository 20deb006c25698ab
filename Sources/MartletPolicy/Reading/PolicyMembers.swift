internal import MartletRules

/// Typed access to the members of a map in a policy; what has another type is reported.
struct PolicyMembers {
    private let members: [YAMLMember]
    /// The bytes of the map, to mark what is missing from it.
    let range: Range<Int>

    /// The members of a map; `nil` after reporting that it is none.
    ///
    /// - Parameters:
    ///   - node: the map.
    ///   - name: what it is called in messages.
    ///   - keys: the keys that it may have; any other is reported.
    ///   - log: takes the reports.
    init?(
        _ node: YAMLNode,
        _ name: String,
        keys: [String],
        into log: inout DiagnosticLog
    ) {
        guard case .mapping(let members) = node.content else {
            log.error(
                PolicyCode.wrongType,
                "\(name) must be a map, not \(node.kindDescription)",
                at: node.range
            )
            return nil
        }
        self.members = members
        self.range = node.range
        for member in members {
            let key = member.key.scalar?.text ?? member.key.kindDescription
            guard !keys.contains(key) else { continue }
            log.error(
                PolicyCode.unknownKey,
                "unknown key '\(key)' in \(name)",
                at: member.key.range,
                help: Suggestion.help(for: key, among: keys)
                    ?? "the API server ignores it, and says so in its own log only"
            )
        }
    }

    /// The value under a key, unless it is absent or null.
    subscript(_ key: String) -> YAMLNode? {
        guard let member = member(key), !member.value.isNull else { return nil }
        return member.value
    }

    /// The member with a key.
    func member(_ key: String) -> YAMLMember? {
        members.first { $0.key.scalar?.text == key }
    }

    /// The text under a key.
    func text(_ key: String, into log: inout DiagnosticLog) -> PolicyText? {
        self[key].flatMap { PolicyMembers.text($0, "'\(key)'", into: &log) }
    }

    /// The texts under a key, without those that are none.
    func texts(_ key: String, into log: inout DiagnosticLog) -> [PolicyText] {
        elements(key, into: &log).compactMap {
            PolicyMembers.text($0, "an element of '\(key)'", into: &log)
        }
    }

    /// The elements of the list under a key.
    func elements(_ key: String, into log: inout DiagnosticLog) -> [YAMLNode] {
        guard let node = self[key] else { return [] }
        guard case .sequence(let elements) = node.content else {
            log.error(
                PolicyCode.wrongType,
                "'\(key)' must be a list, not \(node.kindDescription)",
                at: node.range,
                help: node.scalar == nil ? nil : "put brackets around it"
            )
            return []
        }
        return elements
    }

    /// The boolean under a key.
    func boolean(_ key: String, into log: inout DiagnosticLog) -> Bool? {
        guard let node = self[key] else { return nil }
        if case .boolean(let value)? = node.scalar?.value { return value }
        log.error(
            PolicyCode.wrongType,
            "'\(key)' must be true or false, not \(node.kindDescription)",
            at: node.range
        )
        return nil
    }

    /// A leaf that is text; null stands for the empty one, as in the API server.
    private static func text(
        _ node: YAMLNode,
        _ name: String,
        into log: inout DiagnosticLog
    ) -> PolicyText? {
        switch node.scalar?.value {
        case .text: return PolicyText(node.scalar?.text ?? "", range: node.range)
        case .null: return PolicyText("", range: node.range)
        case .boolean, .number, nil:
            log.error(
                PolicyCode.wrongType,
                "\(name) must be text, not \(node.kindDescription)",
                at: node.range,
                help: node.scalar == nil ? nil : "put it in quotes"
            )
            return nil
        }
    }
}
