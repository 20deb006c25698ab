internal import MartletEngine

/// A JSON object of a status, to take members out of; what is missing is nothing, or 0.
struct StatusReader {
    private let tree: EventTree
    private let node: Int

    /// Takes a text; `nil` if it is no JSON object.
    init?(_ bytes: [UInt8]) {
        guard let tree = EventTree(bytes), tree.nodes[0].kind == .object else { return nil }
        self.init(tree: tree, node: 0)
    }

    private init(tree: EventTree, node: Int) {
        self.tree = tree
        self.node = node
    }

    private func member(_ key: String) -> Int? { tree.member(Array(key.utf8), of: node) }

    private func text(of node: Int) -> String? {
        tree.text(of: node).map { String(decoding: $0, as: UTF8.self) }
    }

    func text(_ key: String) -> String? { member(key).flatMap(text(of:)) }

    func number(_ key: String) -> Double { text(key).flatMap { Double($0) } ?? 0 }

    func count(_ key: String) -> Int { text(key).flatMap { Int($0) } ?? 0 }

    func flag(_ key: String) -> Bool { text(key) == "true" }

    func object(_ key: String) -> StatusReader? {
        member(key).map { StatusReader(tree: tree, node: $0) }
    }

    /// The objects of an array.
    func objects(_ key: String) -> [StatusReader] {
        guard let member = member(key) else { return [] }
        return tree.members(of: member).map { StatusReader(tree: tree, node: $0) }
    }

    /// The texts of an array.
    func texts(_ key: String) -> [String] {
        guard let member = member(key) else { return [] }
        return tree.members(of: member).compactMap(text(of:))
    }

    /// The members of an object of numbers.
    func counts(_ key: String) -> [(level: String, count: Int)] {
        guard let member = member(key) else { return [] }
        return tree.members(of: member).compactMap { node in
            guard let key = tree.key(of: node), let text = text(of: node), let count = Int(text)
            else { return nil }
            return (level: String(decoding: key, as: UTF8.self), count: count)
        }
    }
}
