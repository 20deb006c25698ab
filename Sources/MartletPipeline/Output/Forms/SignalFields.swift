internal import MartletEngine

/// What a signal says, by the keys that lead there.
struct SignalFields {
    private let tree: EventTree

    /// Takes a signal as JSON; `nil` if it is no object.
    init?(_ line: [UInt8]) {
        guard let tree = EventTree(line), tree.nodes[0].kind == .object else { return nil }
        self.tree = tree
    }

    /// Takes a signal, and for one with more values than can be told apart something in its place:
    /// it must not be lost for that.
    init?(ofAny line: [UInt8]) {
        let substitute = #"{"rule":{"title":"A signal that is too large to be taken apart"}}"#
        guard let fields = SignalFields(line) ?? SignalFields(Array(substitute.utf8)) else {
            return nil
        }
        self = fields
    }

    private func node(_ path: [String]) -> Int? {
        var node = 0
        for key in path {
            guard let member = tree.member(Array(key.utf8), of: node) else { return nil }
            node = member
        }
        return node
    }

    /// A value as it stands in the signal.
    func source(_ path: String...) -> [UInt8]? { node(path).map { tree.source(of: $0) } }

    /// A text, a number or a boolean.
    func text(_ path: String...) -> String? { node(path).flatMap(text) }

    /// A number that is whole.
    func count(_ path: String...) -> Int? { node(path).flatMap(text).flatMap { Int($0) } }

    /// The texts of an array, or the one text that stands in place of one.
    func texts(_ path: String...) -> [String] {
        guard let node = node(path) else { return [] }
        guard tree.nodes[node].kind == .array else { return text(node).map { [$0] } ?? [] }
        return tree.members(of: node).compactMap(text)
    }

    /// Any value as text: an array's elements with commas between, an object as JSON.
    func shown(_ path: [String]) -> String? {
        guard let node = node(path) else { return nil }
        return shown(node)
    }

    private func shown(_ node: Int) -> String {
        switch tree.nodes[node].kind {
        case .text, .number, .boolean: text(node) ?? ""
        case .array: tree.members(of: node).map(shown).joined(separator: ", ")
        case .object: String(decoding: tree.source(of: node), as: UTF8.self)
        case .null: ""
        }
    }

    private func text(_ node: Int) -> String? {
        tree.text(of: node).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A time in milliseconds since 1970.
    func milliseconds(_ path: String...) -> Int64? {
        node(path).flatMap { tree.text(of: $0) }.flatMap { text in
            ByteView.withBytes(text) { EventTime($0, in: nil)?.nanoseconds }
        }
        .map { $0 / 1_000_000 }
    }
}
