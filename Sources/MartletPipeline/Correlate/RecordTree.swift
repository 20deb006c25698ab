internal import MartletEngine

/// A JSON object, to take typed members out of.
struct RecordTree {
    private let tree: EventTree
    private let node: Int

    /// Takes a text that is valid JSON; `nil` if it is no object, or too large.
    init?(_ bytes: [UInt8]) {
        guard let tree = EventTree(bytes), tree.nodes[0].kind == .object else { return nil }
        self.init(tree: tree, node: 0)
    }

    private init(tree: EventTree, node: Int) {
        self.tree = tree
        self.node = node
    }

    private func member(_ key: String, _ kind: EventTree.Kind) -> Int? {
        guard let member = tree.member(Array(key.utf8), of: node),
            tree.nodes[member].kind == kind
        else { return nil }
        return member
    }

    /// Whether there is a member of this name.
    func has(_ key: String) -> Bool { tree.member(Array(key.utf8), of: node) != nil }

    /// A member that is a string.
    func bytes(_ key: String) -> [UInt8]? { member(key, .text).flatMap { tree.text(of: $0) } }

    /// A member that is a string of UTF-8.
    func text(_ key: String) -> String? {
        bytes(key).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The inside of a member that is a string, as it is spelt.
    func inside(_ key: String) -> [UInt8]? {
        member(key, .text).map { Array(tree.source(of: $0).dropFirst().dropLast()) }
    }

    /// A member that is a whole number from 0 on.
    func count(_ key: String) -> Int? {
        guard let member = member(key, .number),
            let number = Int(String(decoding: tree.source(of: member), as: UTF8.self)), number >= 0
        else { return nil }
        return number
    }

    /// A member that is a number of 64 bits as sixteen digits.
    func hexadecimal(_ key: String) -> UInt64? { bytes(key).flatMap(HexadecimalText.number) }

    /// A member that is a time, in nanoseconds since 1970.
    func time(_ key: String) -> Int64? {
        bytes(key).flatMap { text in
            ByteView.withBytes(text) { EventTime($0, in: nil)?.nanoseconds }
        }
    }

    /// A member that is an object.
    func object(_ key: String) -> RecordTree? {
        member(key, .object).map { RecordTree(tree: tree, node: $0) }
    }

    /// The members of the object.
    var members: [(key: [UInt8], value: RecordTree)] {
        tree.members(of: node).compactMap { member in
            tree.key(of: member).map { ($0, RecordTree(tree: tree, node: member)) }
        }
    }

    /// The values of an array of fields' values; `nil` if it is none.
    var values: [FieldValue]? {
        guard tree.nodes[node].kind == .array else { return nil }
        var values: [FieldValue] = []
        for member in tree.members(of: node) {
            guard let value = RecordTree(tree: tree, node: member).value else { return nil }
            values.append(value)
        }
        return values
    }

    /// The value of a field, as a ``MatchLineWriter`` writes it.
    private var value: FieldValue? {
        guard tree.nodes[node].kind == .object else { return plainValue }
        guard let fingerprint = hexadecimal("fingerprint"), fingerprint != 0,
            let member = tree.member(Array("value".utf8), of: node),
            let text = tree.text(of: member)
        else { return nil }
        switch tree.nodes[member].kind {
        case .text: return FieldValue(.string, text: text, fingerprint: fingerprint)
        case .number: return FieldValue(.number, text: text, fingerprint: fingerprint)
        case .boolean, .object, .array, .null: return nil
        }
    }

    private var plainValue: FieldValue? {
        guard let text = tree.text(of: node) else { return nil }
        switch tree.nodes[node].kind {
        case .text: return ByteView.withBytes(text) { FieldValue(string: $0) }
        case .number: return ByteView.withBytes(text) { FieldValue(number: $0) }
        case .boolean: return FieldValue(text == Array("true".utf8))
        case .object, .array, .null: return nil
        }
    }
}
