internal import MartletRules

/// JSON as a tree of its values: an event, to show what a rule saw of it, or a patch in one, to see
/// what it sets.
///
/// Of an event it explains and never decides: whether a rule matches is for the engine alone to say,
/// which makes no tree of events. The nodes stand in the order of the text, each in front of what it
/// holds, so that nothing recurses over the event.
package struct EventTree: Sendable {
    /// What a value is.
    package enum Kind: String, Sendable {
        case object
        case array
        case text
        case number
        case boolean
        case null
    }

    /// A value in the event.
    package struct Node: Sendable {
        package var kind: Kind
        /// The value's bytes, quotes and brackets included.
        package var source: Range<Int>
        /// The bytes of its key between the quotes, for a member of an object.
        var key: Range<Int>?
        /// The number of the object or array that holds it, or -1.
        var parent: Int
        /// Its place among the members of the array or object, from 0.
        var place: Int
        /// The number of the first node behind it that it does not hold.
        var subtreeEnd: Int
    }

    /// More values than this are not made a tree of.
    static let nodeLimit = 1 << 20

    /// The event, with the padding that a ``ByteView`` needs behind it.
    private(set) var padded: [UInt8]
    /// The nodes; the first is the event itself.
    package private(set) var nodes: [Node]
    /// Where objects start that were made of the event's values and stand behind it.
    private(set) var derivedRoots: [FieldOrigin: Int] = [:]

    /// Reads an event; linear in its length.
    ///
    /// - Returns: `nil` for a text that is no JSON value from end to end, or holds more values than
    ///   fit. A scan without `--strict` does not read every byte and may accept such an event.
    package init?(_ bytes: [UInt8]) {
        var isTooLarge = false
        self.init(bytes, &isTooLarge)
    }

    /// Reads an event, and tells of one that cannot be read whether it holds too many values.
    init?(_ bytes: [UInt8], _ isTooLarge: inout Bool) {
        var reader = EventTreeReader(bytes)
        guard let nodes = reader.read() else {
            isTooLarge = reader.isFull
            return nil
        }
        self.nodes = nodes
        self.padded = bytes + Array(repeating: 0, count: ByteView.paddingByteCount)
    }

    /// Puts an object behind the event, under the name by which rules lead into it.
    mutating func add(_ object: [UInt8], named name: FieldPath, for origin: FieldOrigin) {
        let start = padded.count - ByteView.paddingByteCount
        let key = Array(name.description.utf8)
        let first = nodes.count
        var reader = EventTreeReader(object)
        guard let added = reader.read() else { return }
        padded.removeLast(ByteView.paddingByteCount)
        padded += key + object + Array(repeating: 0, count: ByteView.paddingByteCount)
        func moved(_ range: Range<Int>) -> Range<Int> {
            let offset = start + key.count
            return range.lowerBound + offset..<range.upperBound + offset
        }
        for var node in added {
            node.source = moved(node.source)
            node.key = node.parent < 0 ? start..<start + key.count : node.key.map(moved)
            node.parent = node.parent < 0 ? 0 : node.parent + first
            node.subtreeEnd += first
            nodes.append(node)
        }
        derivedRoots[origin] = first
    }

    /// The bytes of a value as they stand in the event.
    package func source(of node: Int) -> [UInt8] {
        Array(padded[nodes[node].source])
    }

    /// The text that tests of text see: of a string what it means, of a number or boolean how it is
    /// spelt; `nil` for all else.
    package func text(of node: Int) -> [UInt8]? {
        let source = nodes[node].source
        switch nodes[node].kind {
        case .text: return decoded(source.lowerBound + 1..<source.upperBound - 1)
        case .number, .boolean: return Array(padded[source])
        case .null, .object, .array: return nil
        }
    }

    /// The key under which an object holds a value.
    package func key(of node: Int) -> [UInt8]? {
        nodes[node].key.map { decoded($0) }
    }

    /// The members of an object or array, in order.
    package func members(of node: Int) -> [Int] {
        var members: [Int] = []
        var next = node + 1
        while next < nodes[node].subtreeEnd {
            members.append(next)
            next = nodes[next].subtreeEnd
        }
        return members
    }

    /// The member of an object under a key; the first if there are several.
    package func member(_ key: [UInt8], of node: Int) -> Int? {
        guard nodes[node].kind == .object else { return nil }
        return members(of: node).first { member in
            guard let range = nodes[member].key else { return false }
            // Most keys have no escape: they are compared where they stand.
            if padded[range].elementsEqual(key) { return true }
            return padded[range].contains(UInt8(ascii: "\\")) && decoded(range) == key
        }
    }

    /// A value, or in place of an array its members, arrays among them replaced likewise.
    func flattened(_ node: Int) -> [Int] {
        guard nodes[node].kind == .array else { return [node] }
        var values: [Int] = []
        var next = node + 1
        while next < nodes[node].subtreeEnd {
            if nodes[next].kind == .array {
                next += 1
            } else {
                values.append(next)
                next = nodes[next].subtreeEnd
            }
        }
        return values
    }

    /// The scalars in a value at any depth but for `null`: what keywords search.
    func leaves(of node: Int) -> [Int] {
        (node..<nodes[node].subtreeEnd).filter { number in
            switch nodes[number].kind {
            case .text, .number, .boolean: true
            case .object, .array, .null: false
            }
        }
    }

    /// Where a value stands, `spec.containers[0].image`, counted from another that holds it.
    package func path(of node: Int, from root: Int = 0) -> String {
        var parts: [String] = []
        var current = node
        while current != root, current > 0 {
            if let key = key(of: current) {
                parts.append(String(decoding: key, as: UTF8.self))
                parts.append(".")
            } else {
                parts.append("[\(nodes[current].place)]")
            }
            current = nodes[current].parent
        }
        if parts.last == "." { parts.removeLast() }
        return parts.isEmpty ? "." : parts.reversed().joined()
    }

    /// The text of a string's inside; what cannot be decoded stays as it is.
    private func decoded(_ range: Range<Int>) -> [UInt8] {
        guard padded[range].contains(UInt8(ascii: "\\")) else { return Array(padded[range]) }
        var output = Buffer<UInt8>(repeating: 0, count: range.count)
        // SAFETY: the array lives for the call and has the padding that a view needs.
        let count = unsafe padded.withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            let view = unsafe ByteView(
                base: base,
                count: buffer.count - ByteView.paddingByteCount
            )
            return try? StringDecoder.decode(
                view,
                from: range.lowerBound,
                to: range.upperBound,
                into: &output
            )
        }
        guard let count else { return Array(padded[range]) }
        return (0..<count).map { output[$0] }
    }
}
