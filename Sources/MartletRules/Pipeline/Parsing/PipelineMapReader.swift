/// Typed access to a map of a pipeline, and an error for every key that nobody asked for.
///
/// A key that is passed over would be a rule that silently means something else.
struct PipelineMapReader {
    private let attributes: AttributeReader
    /// What the map is, for messages: `a pipeline`, `a condition`.
    private let kind: String
    /// What to mark when something is missing.
    let range: Range<Int>
    /// The keys that were asked for, whether they are there or not.
    private var knownKeys: [String] = []
    /// Whether nothing was wrong so far.
    private(set) var isSound = true

    /// Looks into a node, or reports that it is no map.
    init?(_ node: YAMLNode, kind: String, into log: inout DiagnosticLog) {
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidPipeline,
                "\(kind) must be a map, not \(node.kindDescription)",
                at: node.range
            )
            return nil
        }
        attributes = AttributeReader(members: members)
        self.kind = kind
        range = members.first?.key.range ?? node.range
    }

    /// The member with a name, `nil` also when it is null.
    mutating func member(_ name: String) -> YAMLMember? {
        knownKeys.append(name)
        guard let member = attributes[name], !member.value.isNull else { return nil }
        return member
    }

    /// The member with a name, or `nil` after reporting that there is none.
    mutating func required(_ name: String, into log: inout DiagnosticLog) -> YAMLMember? {
        if let member = member(name) { return member }
        fail(at: attributes[name]?.key.range ?? range, "\(kind) needs '\(name)'", into: &log)
        return nil
    }

    /// The member with a name, whose value may be null, or `nil` after reporting that there is none.
    mutating func requiredOrNull(_ name: String, into log: inout DiagnosticLog) -> YAMLMember? {
        knownKeys.append(name)
        if let member = attributes[name] { return member }
        fail(at: range, "\(kind) needs '\(name)'", into: &log)
        return nil
    }

    /// A leaf of any type.
    mutating func scalar(_ member: YAMLMember?, into log: inout DiagnosticLog) -> YAMLScalar? {
        guard let member else { return nil }
        if let scalar = member.value.scalar { return scalar }
        refuse(member, "a single value", into: &log)
        return nil
    }

    mutating func text(_ name: String, into log: inout DiagnosticLog) -> String? {
        scalar(member(name), into: &log)?.text
    }

    mutating func requiredText(_ name: String, into log: inout DiagnosticLog) -> String? {
        scalar(required(name, into: &log), into: &log)?.text
    }

    /// A boolean, false when it is absent.
    mutating func flag(_ name: String, into log: inout DiagnosticLog) -> Bool {
        guard let member = member(name) else { return false }
        if case .boolean(let value)? = member.value.scalar?.value { return value }
        refuse(member, "true or false", into: &log)
        return false
    }

    /// One text or a list of them, never empty.
    mutating func requiredTexts(_ name: String, into log: inout DiagnosticLog) -> [String]? {
        guard let member = required(name, into: &log) else { return nil }
        return texts(member, into: &log)
    }

    /// The texts that a member has, one or a list, never empty.
    mutating func texts(_ member: YAMLMember, into log: inout DiagnosticLog) -> [String]? {
        if let texts = member.value.texts, !texts.isEmpty { return texts }
        refuse(member, "a text or a list of texts", into: &log)
        return nil
    }

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ member: YAMLMember?,
        into log: inout DiagnosticLog
    ) -> Choice? {
        guard let member else { return nil }
        if let choice = member.value.scalar.flatMap({ Choice(rawValue: $0.text) }) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        refuse(member, names.map { "'\($0)'" }.joined(separator: " or "), into: &log)
        return nil
    }

    /// Reports a member that has another form than it needs.
    mutating func refuse(_ member: YAMLMember, _ wanted: String, into log: inout DiagnosticLog) {
        let scalar = member.value.isNull ? nil : member.value.scalar
        let found = scalar.map { "'\($0.text)'" } ?? member.value.kindDescription
        let range = scalar == nil ? member.key.range : member.value.range
        let name = member.key.scalar?.text ?? ""
        fail(at: range, "'\(name)' must be \(wanted), not \(found)", into: &log)
    }

    /// Reports what is wrong at a place.
    mutating func fail(
        at range: Range<Int>,
        _ message: String,
        help: String? = nil,
        into log: inout DiagnosticLog
    ) {
        isSound = false
        log.error(.invalidPipeline, message, at: range, help: help)
    }

    /// Reports the keys that nobody asked for; to be called last.
    ///
    /// - Returns: Whether nothing was wrong with the map.
    mutating func finish(into log: inout DiagnosticLog) -> Bool {
        for member in attributes.members {
            let name = member.key.scalar?.text ?? member.key.kindDescription
            guard !knownKeys.contains(name) else { continue }
            isSound = false
            log.error(
                .unknownPipelinePart,
                "\(kind) has no key '\(name)'",
                at: member.key.range,
                help: Suggestion.help(for: name, among: knownKeys)
            )
        }
        return isSound
    }
}

extension YAMLNode {
    /// The texts of a leaf or of a list of leaves, none of them null; `nil` for anything else.
    var texts: [String]? {
        switch content {
        case .scalar(let scalar): return isNull ? nil : [scalar.text]
        case .sequence(let elements):
            let texts = elements.compactMap { $0.isNull ? nil : $0.scalar?.text }
            return texts.count == elements.count ? texts : nil
        case .mapping: return nil
        }
    }
}
