/// Combines the documents of a file as `action: global`, `reset` and `repeat` ask for.
///
/// What a global document holds is added to every later document of the file, up to a reset; maps
/// are joined, and where both have a value the document's own counts. A repeat is the document
/// before it with values of its own.
///
/// Source: Sigma 1 rule collections.
struct RuleCollection {
    /// How many values the documents of a file may take over from others.
    private static let inheritedNodeLimit = YAMLParser.aliasedNodeLimit
    private static let actions = ["global", "reset", "repeat"]

    /// A document as it is to be read.
    struct Member {
        let document: YAMLDocument
        /// The attributes at the top that it has from another document alone.
        let inherited: Set<String>
    }

    /// What becomes of a document.
    enum Outcome {
        /// It is a rule, with what it takes over from others.
        case rule(Member)
        /// It only adds to others.
        case joined
        /// It cannot be combined with the others; the reason is in the log.
        case refused
    }

    /// What the global documents say so far.
    private var shared: YAMLDocument?
    private var previous: Member?
    private var inheritedNodeCount = 0

    /// Takes the next document of the file.
    mutating func add(_ document: YAMLDocument, into log: inout DiagnosticLog) -> Outcome {
        guard let action = action(of: document, into: &log) else { return .refused }
        switch action.name {
        case "global":
            guard charge(shared, at: action.range, into: &log) else { return .refused }
            shared = document.without("action").inheriting(from: shared)
            return .joined
        case "reset":
            if let stray = document.without("action").attributes?.members.first {
                log.error(
                    .invalidAction,
                    "a document with 'action: reset' holds nothing else",
                    at: stray.key.range,
                    help: "start a document with '---'"
                )
                return .refused
            }
            shared = nil
            return .joined
        case "repeat":
            guard let previous else {
                log.error(
                    .invalidAction,
                    "no document stands before this one to repeat",
                    at: action.range
                )
                return .refused
            }
            let own = document.without("action")
            return join(own, with: previous.document, at: action.range, into: &log)
        default: return join(document, with: shared, at: action.range, into: &log)
        }
    }

    private mutating func join(
        _ document: YAMLDocument,
        with other: YAMLDocument?,
        at place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Outcome {
        var member = Member(document: document, inherited: [])
        if let other {
            guard charge(other, at: place, into: &log) else { return .refused }
            let own = document.attributes?.members.compactMap(\.key.scalar?.text) ?? []
            let all = other.attributes?.members.compactMap(\.key.scalar?.text) ?? []
            member = Member(
                document: document.inheriting(from: other),
                inherited: Set(all).subtracting(own)
            )
        }
        previous = member
        return .rule(member)
    }

    /// The action of a document; without one the name is empty and the place is its first key.
    private func action(
        of document: YAMLDocument,
        into log: inout DiagnosticLog
    ) -> (name: String, range: Range<Int>)? {
        let start = document.attributes?.members.first?.key.range ?? document.root.range
        guard let member = document.attributes?["action"], let name = member.value.scalar?.text
        else { return ("", start) }
        if RuleCollection.actions.contains(name) { return (name, member.value.range) }
        // Another action is an attribute of the author's own.
        guard let help = Suggestion.help(for: name, among: RuleCollection.actions) else {
            return ("", start)
        }
        log.error(.invalidAction, "unknown action '\(name)'", at: member.value.range, help: help)
        return nil
    }

    /// Counts what a document takes over, so that no small file stands for a huge one.
    private mutating func charge(
        _ document: YAMLDocument?,
        at place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        // Beyond the limit nothing is counted any more: counting, too, takes its time.
        if inheritedNodeCount <= RuleCollection.inheritedNodeLimit {
            inheritedNodeCount += document?.root.nodeCount ?? 0
        }
        if inheritedNodeCount <= RuleCollection.inheritedNodeLimit { return true }
        log.error(
            .invalidAction,
            "the documents of this file share more than \(RuleCollection.inheritedNodeLimit) values",
            at: place,
            help: "split the file"
        )
        return false
    }
}

extension YAMLDocument {
    /// The same document without an attribute.
    fileprivate func without(_ name: String) -> YAMLDocument {
        guard let members = attributes?.members else { return self }
        let others = members.filter { $0.key.scalar?.text != name }
        return YAMLDocument(root: YAMLNode(.mapping(others), range: root.range), flaw: flaw)
    }

    /// The document with what another one has beside it.
    fileprivate func inheriting(from other: YAMLDocument?) -> YAMLDocument {
        guard let other else { return self }
        return YAMLDocument(root: root.inheriting(from: other.root), flaw: flaw ?? other.flaw)
    }
}

extension YAMLNode {
    // Recursion is bounded by the depth that the parser allows.

    /// How many nodes the tree has.
    fileprivate var nodeCount: Int {
        switch content {
        case .scalar: 1
        case .sequence(let elements): elements.reduce(1) { $0 + $1.nodeCount }
        case .mapping(let members):
            members.reduce(1) { $0 + $1.key.nodeCount + $1.value.nodeCount }
        }
    }

    /// Joins two maps, the own members first; anything else stays as it is.
    fileprivate func inheriting(from other: YAMLNode) -> YAMLNode {
        guard case .mapping(let own) = content, case .mapping(let others) = other.content else {
            return self
        }
        // Keys are compared as bytes: see DuplicateKeys.
        var places: [[UInt8]: Int] = [:]
        var members = own
        for (index, member) in own.enumerated() {
            if let key = member.key.scalar?.text { places[Array(key.utf8)] = index }
        }
        for member in others {
            guard let key = member.key.scalar?.text, let index = places[Array(key.utf8)] else {
                members.append(member)
                continue
            }
            let value = own[index].value.inheriting(from: member.value)
            members[index] = YAMLMember(key: own[index].key, value: value)
        }
        return YAMLNode(.mapping(members), range: range)
    }
}
