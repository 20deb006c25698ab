/// A value in JSON that martlet wrote itself, to take members of known kinds out of.
///
/// A member of another kind than asked for is as good as none.
package struct JSONNode: Sendable {
    private let tree: EventTree
    private let node: Int

    /// Takes a text; `nil` if it is no object, or too large.
    package init?(object bytes: [UInt8]) {
        guard let tree = EventTree(bytes), tree.nodes[0].kind == .object else { return nil }
        self.init(tree, node: 0)
    }

    private init(_ tree: EventTree, node: Int) {
        self.tree = tree
        self.node = node
    }

    // MARK: - The value

    /// What the value is.
    package var kind: EventTree.Kind { tree.nodes[node].kind }

    /// The bytes of the value as they stand in the text.
    package var source: [UInt8] { tree.source(of: node) }

    /// What a string means, and how a number or boolean is spelt; `nil` for all else.
    package var bytes: [UInt8]? { tree.text(of: node) }

    /// The text of a string of UTF-8.
    package var text: String? {
        kind == .text ? bytes.flatMap { String(validating: $0, as: UTF8.self) } : nil
    }

    /// A whole number from 0 on.
    package var count: Int? {
        guard let number = numeral.flatMap({ Int($0) }), number >= 0 else { return nil }
        return number
    }

    /// How a number is spelt.
    private var numeral: String? {
        kind == .number ? String(decoding: source, as: UTF8.self) : nil
    }

    /// A time, in nanoseconds since 1970.
    package var time: Int64? {
        guard kind == .text, let bytes else { return nil }
        return ByteView.withBytes(bytes) { EventTime($0, in: nil)?.nanoseconds }
    }

    /// The elements of an array; `nil` for all else.
    package var elements: [JSONNode]? {
        guard kind == .array else { return nil }
        return tree.members(of: node).map { JSONNode(tree, node: $0) }
    }

    /// The members of an object.
    package var members: [(key: [UInt8], value: JSONNode)] {
        tree.members(of: node).compactMap { member in
            tree.key(of: member).map { ($0, JSONNode(tree, node: member)) }
        }
    }

    // MARK: - Members of an object

    /// A member of any kind.
    package subscript(key: String) -> JSONNode? {
        tree.member(Array(key.utf8), of: node).map { JSONNode(tree, node: $0) }
    }

    private func member(_ key: String, _ kind: EventTree.Kind) -> JSONNode? {
        self[key].flatMap { $0.kind == kind ? $0 : nil }
    }

    /// Whether there is a member of this name.
    package func has(_ key: String) -> Bool { self[key] != nil }

    /// A member that is a string.
    package func bytes(_ key: String) -> [UInt8]? { member(key, .text)?.bytes }

    /// A member that is a string of UTF-8.
    package func text(_ key: String) -> String? { self[key]?.text }

    /// The inside of a member that is a string, as it is spelt.
    package func inside(_ key: String) -> [UInt8]? {
        member(key, .text).map { Array($0.source.dropFirst().dropLast()) }
    }

    /// A member that is a number.
    package func number(_ key: String) -> Double? { self[key]?.numeral.flatMap { Double($0) } }

    /// A member that is a whole number from 0 on.
    package func count(_ key: String) -> Int? { self[key]?.count }

    /// Whether a member is `true`.
    package func flag(_ key: String) -> Bool {
        member(key, .boolean)?.bytes == Array("true".utf8)
    }

    /// A member that is a time, in nanoseconds since 1970.
    package func time(_ key: String) -> Int64? { self[key]?.time }

    /// A member that is an object.
    package func object(_ key: String) -> JSONNode? { member(key, .object) }

    /// The elements of a member that is an array.
    package func elements(_ key: String) -> [JSONNode]? { self[key]?.elements }
}
