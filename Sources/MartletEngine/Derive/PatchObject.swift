/// What the operations `add` and `replace` of a JSON patch (RFC 6902) make of nothing.
///
/// A patch does not say what it is applied to. A step that can be a place in an array is one, unless
/// what is known there is an object; elements are in the order in which they are named first.
/// Nothing recurses over the patch. Source: docs/log-sources.md, "Derived fields".
struct PatchObject {
    /// Operations beyond so many are left out: the API server refuses such a patch.
    static let operationLimit = 10_000
    /// Operations with more steps are left out.
    static let stepLimit = 64

    private enum Kind {
        /// Nothing is known yet of what is in it.
        case open
        /// A value of the patch, as it stands there.
        case value
        case object
        case array
    }

    private struct Node {
        var kind = Kind.open
        /// Its value in the patch.
        var value = -1
        /// What it is called in an object.
        var key: [UInt8] = []
        /// Which element of an array it is, if its place says so.
        var index: Int?
        var members: [Int] = []
        /// How often it was given a value: its members before are no longer in it.
        var valueCount = 0
    }

    private struct Member: Hashable {
        var object: Int
        var valueCount: Int
        var key: [UInt8]
    }

    private let patch: EventTree
    /// The object itself comes first.
    private var nodes = [Node(kind: .object)]
    private var memberNumbers: [Member: Int] = [:]

    /// Makes the object of a list of operations.
    static func object(of patch: EventTree) -> DerivedObject {
        var result = PatchObject(patch: patch)
        var isCurtailed = false
        for (number, operation) in patch.members(of: 0).enumerated() {
            guard number < operationLimit else {
                isCurtailed = true
                break
            }
            if !result.apply(operation) { isCurtailed = true }
        }
        return DerivedObject(json: result.json, isCurtailed: isCurtailed)
    }

    private init(patch: EventTree) {
        self.patch = patch
    }

    /// Does what an operation says; `false` if it goes too deep.
    private mutating func apply(_ operation: Int) -> Bool {
        guard patch.nodes[operation].kind == .object else { return true }
        var parts: [[UInt8]: Int] = [:]
        // Of keys that are the same the server takes the last.
        for member in patch.members(of: operation) {
            if let key = patch.key(of: member) { parts[key] = member }
        }
        func text(_ key: String) -> [UInt8]? {
            guard let member = parts[Array(key.utf8)], patch.nodes[member].kind == .text else {
                return nil
            }
            return patch.text(of: member)
        }
        guard let name = text("op"), let steps = text("path").flatMap(PatchStep.steps),
            let value = parts[Array("value".utf8)]
        else { return true }
        let isAdded = name == Array("add".utf8)
        guard isAdded || name == Array("replace".utf8) else { return true }
        guard steps.count <= PatchObject.stepLimit else { return false }
        guard let last = steps.last else {
            reset(0, to: value)
            return true
        }
        var node = 0
        for step in steps.dropLast() { node = member(step, of: node) }
        prepare(node, for: last)
        if isAdded, nodes[node].kind == .array, let index = last.index {
            insert(value, at: index, of: last, in: node)
        } else {
            reset(member(last, of: node), to: value)
        }
        return true
    }

    private mutating func reset(_ node: Int, to value: Int) {
        nodes[node].kind = .value
        nodes[node].value = value
        nodes[node].valueCount += 1
        nodes[node].members = []
    }

    /// Adds an element in front of the one with an index: what is behind it moves on.
    private mutating func insert(_ value: Int, at index: Int, of step: PatchStep, in array: Int) {
        if index >= 0 {
            for member in nodes[array].members {
                if let other = nodes[member].index, other >= index {
                    nodes[member].index = other + 1
                }
            }
        }
        reset(append(step, index: index, to: array), to: value)
    }

    /// The member to which a step leads, which is made if need be.
    private mutating func member(_ step: PatchStep, of node: Int) -> Int {
        prepare(node, for: step)
        if nodes[node].kind == .object {
            return memberNumbers[name(step.key, in: node)]
                ?? append(step, index: nil, to: node)
        }
        let index = step.index
        if let index,
            let known = nodes[node].members.first(where: { nodes[$0].index == index })
        {
            return known
        }
        return append(step, index: index, to: node)
    }

    private mutating func append(_ step: PatchStep, index: Int?, to node: Int) -> Int {
        let number = nodes.count
        nodes.append(Node(key: step.key, index: index))
        nodes[node].members.append(number)
        if nodes[node].kind == .object {
            memberNumbers[name(step.key, in: node)] = number
        }
        return number
    }

    private func name(_ key: [UInt8], in object: Int) -> Member {
        Member(object: object, valueCount: nodes[object].valueCount, key: key)
    }

    /// Makes a node an object or an array that can have the member to which a step leads.
    private mutating func prepare(_ node: Int, for step: PatchStep) {
        switch nodes[node].kind {
        case .value: takeApart(node, for: step)
        case .open: nodes[node].kind = step.isPlace ? .array : .object
        case .object, .array: break
        }
        if nodes[node].kind == .array, !step.isPlace { nameMembers(of: node) }
    }

    /// Makes a value of the patch a node with a node for each member.
    private mutating func takeApart(_ node: Int, for step: PatchStep) {
        let value = nodes[node].value
        let kind = patch.nodes[value].kind
        switch kind {
        case .object: nodes[node].kind = .object
        case .array: nodes[node].kind = .array
        case .text, .number, .boolean, .null:
            nodes[node].kind = node > 0 && step.isPlace ? .array : .object
            return
        }
        for (place, member) in patch.members(of: value).enumerated() {
            let key = patch.key(of: member) ?? Array(String(place).utf8)
            let index = kind == .array ? place : nil
            if kind == .object, let known = memberNumbers[name(key, in: node)] {
                reset(known, to: member)
            } else {
                reset(append(PatchStep(key: key), index: index, to: node), to: member)
            }
        }
    }

    /// Makes an array an object after all: its places were keys that look like one.
    private mutating func nameMembers(of node: Int) {
        let members = nodes[node].members
        nodes[node].kind = .object
        nodes[node].members = []
        for member in members {
            let name = name(nodes[member].key, in: node)
            if let known = memberNumbers[name],
                let place = nodes[node].members.firstIndex(of: known)
            {
                nodes[node].members[place] = member
            } else {
                nodes[node].members.append(member)
            }
            nodes[member].index = nil
            memberNumbers[name] = member
        }
    }

    /// The object as JSON, or `nil` if the patch puts something else in its place.
    private var json: [UInt8]? {
        if nodes[0].kind == .value, patch.nodes[nodes[0].value].kind != .object { return nil }
        var output: [UInt8] = []
        /// What is still to be written, the next last: nodes, and the ends of those that are open.
        var pending: [Piece] = [.node(0)]
        while let piece = pending.popLast() {
            switch piece {
            case .end(let bracket): output.append(bracket)
            case .node(let number):
                let node = nodes[number]
                if let last = output.last, !PatchObject.opens.contains(last) {
                    output.append(UInt8(ascii: ","))
                }
                write(node, &output, &pending)
            case .member(let number):
                if output.last != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
                output += JSONText.quoted(nodes[number].key)
                output.append(UInt8(ascii: ":"))
                write(nodes[number], &output, &pending)
            }
        }
        return output
    }

    private enum Piece {
        case node(Int)
        case member(Int)
        case end(UInt8)
    }

    private static let opens: [UInt8] = [UInt8(ascii: "["), UInt8(ascii: "{")]

    /// Writes a node that is a value, or the beginning of any other.
    private func write(_ node: Node, _ output: inout [UInt8], _ pending: inout [Piece]) {
        switch node.kind {
        case .value: output += patch.source(of: node.value)
        case .object, .open:
            output.append(UInt8(ascii: "{"))
            pending.append(.end(UInt8(ascii: "}")))
            pending += node.members.reversed().map { .member($0) }
        case .array:
            output.append(UInt8(ascii: "["))
            pending.append(.end(UInt8(ascii: "]")))
            pending += node.members.reversed().map { .node($0) }
        }
    }
}
