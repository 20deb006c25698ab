internal import MartletEngine

/// A JSON value that can be changed.
indirect enum EventValue: Equatable, Sendable {
    /// A key of an object and what stands there.
    struct Member: Equatable, Sendable {
        var key: String
        var value: EventValue
    }

    case object([Member])
    case array([EventValue])
    case text(String)
    /// A number, a boolean or `null` as it is spelt.
    case literal(String)

    /// Events that nest deeper than this are not changed.
    private static let depthLimit = 64

    /// Reads an event; `nil` for what is no object or nests too deep.
    init?(event: [UInt8]) {
        guard let tree = EventTree(event), tree.nodes[0].kind == .object,
            let value = EventValue.read(0, of: tree, depth: 0)
        else { return nil }
        self = value
    }

    /// Recursion is bounded by ``depthLimit``.
    private static func read(_ node: Int, of tree: EventTree, depth: Int) -> EventValue? {
        guard depth < depthLimit else { return nil }
        switch tree.nodes[node].kind {
        case .object:
            var members: [Member] = []
            for number in tree.members(of: node) {
                guard let key = tree.key(of: number),
                    let value = read(number, of: tree, depth: depth + 1)
                else { return nil }
                members.append(Member(key: String(decoding: key, as: UTF8.self), value: value))
            }
            return .object(members)
        case .array:
            var elements: [EventValue] = []
            for number in tree.members(of: node) {
                guard let value = read(number, of: tree, depth: depth + 1) else { return nil }
                elements.append(value)
            }
            return .array(elements)
        case .text:
            return tree.text(of: node).map { .text(String(decoding: $0, as: UTF8.self)) }
        case .number, .boolean, .null:
            return .literal(String(decoding: tree.source(of: node), as: UTF8.self))
        }
    }

    /// The members of an object, else none.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The elements of an array, or `nil` for all else.
    var elements: [EventValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The text, or `nil` for what is none.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The member of an object; setting `nil` removes it, and a new one stands last.
    subscript(_ key: String) -> EventValue? {
        get { members.first { $0.key == key }?.value }
        set {
            guard case .object(var members) = self else { return }
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): return
            }
            self = .object(members)
        }
    }

    /// What stands at a path of keys; setting makes the objects on the way.
    subscript(path path: [String]) -> EventValue? {
        get { path.reduce(Optional(self)) { $0?[$1] } }
        set {
            guard let first = path.first else {
                if let newValue { self = newValue }
                return
            }
            guard path.count > 1 else {
                self[first] = newValue
                return
            }
            var inner = self[first] ?? .object([])
            inner[path: Array(path.dropFirst())] = newValue
            self[first] = inner
        }
    }

    /// The value with every value in it replaced, from the inside out.
    func mapped(_ change: (EventValue) -> EventValue) -> EventValue {
        switch self {
        case .object(let members):
            change(
                .object(members.map { Member(key: $0.key, value: $0.value.mapped(change)) })
            )
        case .array(let elements): change(.array(elements.map { $0.mapped(change) }))
        case .text, .literal: change(self)
        }
    }
}
