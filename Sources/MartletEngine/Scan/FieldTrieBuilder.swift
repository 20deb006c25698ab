internal import MartletRules

/// Builds the trie of a list of fields.
struct FieldTrieBuilder {
    /// A position in a field's path: `segment` of them are behind us.
    private struct Item: Hashable, Comparable {
        var field: Int
        var segment: Int
        var isLiteral: Bool

        static func < (left: Item, right: Item) -> Bool {
            (left.field, left.segment, left.isLiteral ? 1 : 0)
                < (right.field, right.segment, right.isLiteral ? 1 : 0)
        }
    }

    /// The segments of each field's path; empty for what is no path, the keywords.
    private let segments: [[[UInt8]]]
    private let isEager: [Bool]
    private var nodes: [FieldTrie.Node] = []
    private var slots: [FieldTrie.Slot] = []
    private var leaves: [FieldTrie.Leaf] = []
    private var keys = ByteArena()
    private var known: [[Item]: Int] = [:]
    private var pending: [(node: Int, items: [Item])] = []
    private var deferredSubtrees: [[Int]]
    private var deferredCount = 0

    /// Prepares a build; `isEager` says of each field whether every event must look for it.
    init(fields: [FieldPath?], isEager: [Bool]) {
        self.segments = fields.map { $0?.segments ?? [] }
        self.isEager = isEager
        self.deferredSubtrees = Array(repeating: [], count: fields.count)
    }

    /// Builds the trie.
    mutating func build() -> FieldTrie {
        let root = segments.indices.filter { !segments[$0].isEmpty }.map {
            Item(field: $0, segment: 0, isLiteral: false)
        }
        _ = node(for: root)
        while let next = pending.popLast() { connect(next.node, next.items) }
        return FieldTrie(
            nodes: nodes,
            slots: slots,
            leaves: leaves,
            keys: keys.finish(),
            deferredSubtrees: deferredSubtrees,
            deferredCount: deferredCount
        )
    }

    private mutating func node(for items: [Item]) -> Int {
        if let index = known[items] { return index }
        let index = nodes.count
        known[items] = index
        var node = FieldTrie.Node()
        node.leafBase = UInt32(leaves.count)
        for item in items where item.segment == segments[item.field].count {
            leaves.append(.init(field: Int32(item.field), isLiteral: item.isLiteral))
        }
        node.leafCount = UInt32(leaves.count) - node.leafBase
        nodes.append(node)
        pending.append((index, items))
        return index
    }

    private mutating func connect(_ index: Int, _ items: [Item]) {
        var edges: [[UInt8]: [Item]] = [:]
        for item in items {
            let segments = segments[item.field]
            var key: [UInt8] = []
            for segment in item.segment..<segments.count {
                if segment > item.segment { key.append(UInt8(ascii: ".")) }
                key += segments[segment]
                edges[key, default: []].append(
                    Item(
                        field: item.field,
                        segment: segment + 1,
                        isLiteral: item.isLiteral || segment > item.segment
                    )
                )
            }
        }
        // Sorted, so that the same rules always give the same trie.
        let sorted = edges.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let children = sorted.map { (key: $0.key, node: node(for: $0.value.sorted())) }
        if index == 0 { markDeferred(sorted.map(\.value), children.map(\.node)) }
        place(children, in: index)
    }

    /// Numbers the subtrees under the root that no event needs until a rule asks for them.
    private mutating func markDeferred(_ itemLists: [[Item]], _ children: [Int]) {
        for (items, child) in zip(itemLists, children) {
            let inner = items.filter { $0.segment < segments[$0.field].count }
            guard !inner.isEmpty, !inner.contains(where: { isEager[$0.field] }) else { continue }
            if nodes[child].deferredIndex < 0 {
                nodes[child].deferredIndex = Int32(deferredCount)
                deferredCount += 1
            }
            for item in inner {
                deferredSubtrees[item.field].append(Int(nodes[child].deferredIndex))
            }
        }
    }

    private mutating func place(_ children: [(key: [UInt8], node: Int)], in index: Int) {
        var capacity = 1
        while capacity < children.count * 2 + 1 { capacity *= 2 }
        nodes[index].slotBase = UInt32(slots.count)
        nodes[index].slotMask = UInt32(capacity - 1)
        nodes[index].hasChildren = !children.isEmpty
        let base = slots.count
        slots += Array(repeating: FieldTrie.Slot(), count: capacity)
        for child in children {
            let padded = Constants(
                child.key + [UInt8](repeating: 0, count: ByteView.paddingByteCount)
            )
            let text = padded.view.bytes(from: 0, count: child.key.count)
            var slot = FieldTrie.Slot()
            slot.head = FieldTrie.head(of: text, from: 0, count: text.count)
            slot.tail = text.count > 8 ? text.word(at: text.count - 8) : 0
            slot.key = keys.store(child.key)
            slot.child = Int32(child.node)
            let hash = FieldTrie.hash(head: slot.head, tail: slot.tail, count: text.count)
            var probe = Int(UInt32(truncatingIfNeeded: hash)) & (capacity - 1)
            while slots[base + probe].child != 0 { probe = (probe + 1) & (capacity - 1) }
            slots[base + probe] = slot
        }
    }
}
