package import MartletRules

/// Builds the trie of a list of fields.
package struct FieldTrieBuilder {
    /// A position in a field's path: `segment` of them are behind us.
    private struct Item: Hashable, Comparable {
        /// All three in one number, since building hashes and compares little else.
        private let bits: UInt64

        init(field: Int, segment: Int, isLiteral: Bool) {
            bits = UInt64(field) << 32 | UInt64(segment) << 1 | (isLiteral ? 1 : 0)
        }

        var field: Int { Int(bits >> 32) }
        var segment: Int { Int(bits & 0xFFFF_FFFF) >> 1 }
        var isLiteral: Bool { bits & 1 != 0 }

        static func < (left: Item, right: Item) -> Bool { left.bits < right.bits }
    }

    /// The segments of each field's path; empty for what is no path, the keywords.
    private let segments: [[[UInt8]]]
    private let isEager: [Bool]
    private let isTyped: [Bool]
    private var nodes: [FieldTrie.Node] = []
    private var slots: [FieldTrie.Slot] = []
    private var leaves: [FieldTrie.Leaf] = []
    private var keys = ByteArena()
    private var known: [[Item]: Int] = [:]
    private var pending: [(node: Int, items: [Item])] = []
    private var deferredSubtrees: [[Int]]
    private var deferredCount = 0
    /// The numbers of subtrees by their keys: both roots know a subtree by one number.
    private var deferredKeys: [[UInt8]: Int] = [:]
    private var isDecisive: [Bool]

    /// Prepares a build; `isEager` says of each field whether every event must look for it, and
    /// `isTyped` whether a typed one may have to: without it, all; if it is empty, none.
    package init(fields: [FieldPath?], isEager: [Bool], isTyped: [Bool]? = nil) {
        self.segments = fields.map { $0?.segments ?? [] }
        self.isEager = isEager
        self.isTyped = isTyped ?? Array(repeating: true, count: fields.count)
        self.deferredSubtrees = Array(repeating: [], count: fields.count)
        self.isDecisive = Array(repeating: false, count: fields.count)
    }

    /// Builds the trie.
    package mutating func build() -> FieldTrie {
        let root = segments.indices.filter { !segments[$0].isEmpty }.map {
            Item(field: $0, segment: 0, isLiteral: false)
        }
        append(root)
        append(isTyped.isEmpty ? [] : root.filter { isTyped[$0.field] })
        while let next = pending.popLast() { connect(next.node, next.items) }
        return FieldTrie(
            nodes: nodes,
            slots: slots,
            leaves: leaves,
            keys: keys.finish(),
            deferredSubtrees: deferredSubtrees,
            deferredCount: deferredCount,
            isDecisive: isDecisive
        )
    }

    private mutating func node(for items: [Item]) -> Int {
        if let index = known[items] { return index }
        known[items] = nodes.count
        append(items)
        return nodes.count - 1
    }

    private mutating func append(_ items: [Item]) {
        let index = nodes.count
        var node = FieldTrie.Node()
        node.leafBase = UInt32(leaves.count)
        for item in items where item.segment == segments[item.field].count {
            leaves.append(.init(field: Int32(item.field), isLiteral: item.isLiteral))
        }
        node.leafCount = UInt32(leaves.count) - node.leafBase
        nodes.append(node)
        pending.append((index, items))
    }

    private mutating func connect(_ index: Int, _ items: [Item]) {
        var edges: [(key: [UInt8], item: Item)] = []
        var hasJoinedKeys = false
        for item in items {
            let segments = segments[item.field]
            var key: [UInt8] = []
            for segment in item.segment..<segments.count {
                if segment > item.segment {
                    key.append(UInt8(ascii: "."))
                    hasJoinedKeys = true
                }
                key += segments[segment]
                let next = Item(
                    field: item.field,
                    segment: segment + 1,
                    isLiteral: item.isLiteral || segment > item.segment
                )
                edges.append((key, next))
            }
        }
        // Sorted, so that equal keys stand together and the same rules always give the same trie.
        edges.sort { left, right in
            left.key == right.key
                ? left.item < right.item : left.key.lexicographicallyPrecedes(right.key)
        }
        var groups: [(key: [UInt8], items: [Item])] = []
        for edge in edges {
            if groups.last?.key == edge.key {
                groups[groups.count - 1].items.append(edge.item)
            } else {
                groups.append((edge.key, [edge.item]))
            }
        }
        let children = groups.map { (key: $0.key, node: node(for: $0.items)) }
        let ordinals: [UInt8]
        switch index {
        case FieldTrie.root:
            // Only typed events are ever left before their end.
            markDeferred(groups, children.map(\.node))
            ordinals = Array(repeating: FieldTrie.Edge.unmarked, count: children.count)
        case FieldTrie.typedRoot:
            markDeferred(groups, children.map(\.node))
            ordinals = markDecisive(groups.map(\.items))
        default:
            ordinals = markAll(children.count, in: index, hasJoinedKeys: hasJoinedKeys)
        }
        place(children, ordinals, in: index)
    }

    /// Gives each key of a node a mark, so that the object can be left when all were met.
    ///
    /// A joined key may stand in for a plain one, so an object that can hold both is read to its
    /// end.
    private mutating func markAll(
        _ count: Int,
        in index: Int,
        hasJoinedKeys: Bool
    ) -> [UInt8] {
        let limit = Int(FieldTrie.Edge.joined)
        guard !hasJoinedKeys, (1..<limit).contains(count) else {
            return Array(repeating: FieldTrie.Edge.unmarked, count: count)
        }
        nodes[index].stopMarks = (1 << UInt64(count)) - 1
        return (0..<count).map { UInt8($0) }
    }

    /// Gives marks to the keys of the event itself behind which its witnesses are.
    ///
    /// When all of them were met, and no joined key, the witnesses are known: an event of a type
    /// that has no joined keys needs to be read no further if none fired.
    private mutating func markDecisive(_ itemLists: [[Item]]) -> [UInt8] {
        var ordinals: [UInt8] = []
        var count = 0
        for items in itemLists {
            if items.contains(where: \.isLiteral) {
                ordinals.append(FieldTrie.Edge.joined)
            } else if items.contains(where: { isEager[$0.field] }),
                count < FieldTrie.Edge.joined
            {
                ordinals.append(UInt8(count))
                count += 1
                for item in items { isDecisive[item.field] = true }
            } else {
                ordinals.append(FieldTrie.Edge.unmarked)
            }
        }
        // Witnesses without a path, the keywords, are never all known before the end.
        let hasKeywords = zip(segments, isEager).contains { $0.isEmpty && $1 }
        if count > 0, count < FieldTrie.Edge.joined, !hasKeywords {
            let stopMarks: UInt64 = (1 << UInt64(count)) - 1
            nodes[FieldTrie.typedRoot].stopMarks = stopMarks
            nodes[FieldTrie.typedRoot].watchedMarks =
                stopMarks | 1 << UInt64(FieldTrie.Edge.joined)
        }
        return ordinals
    }

    /// Numbers the subtrees under the root that no event needs until a rule asks for them.
    ///
    /// Only containers are put off; a plain value under such a key is noted at once.
    private mutating func markDeferred(
        _ groups: [(key: [UInt8], items: [Item])],
        _ children: [Int]
    ) {
        for (group, child) in zip(groups, children) {
            guard !group.items.contains(where: { isEager[$0.field] }) else { continue }
            let subtree = deferredKeys[group.key] ?? deferredCount
            if subtree == deferredCount {
                deferredKeys[group.key] = subtree
                deferredCount += 1
            }
            nodes[child].deferredIndex = Int32(subtree)
            for item in group.items where !deferredSubtrees[item.field].contains(subtree) {
                deferredSubtrees[item.field].append(subtree)
            }
        }
    }

    private mutating func place(
        _ children: [(key: [UInt8], node: Int)],
        _ ordinals: [UInt8],
        in index: Int
    ) {
        var capacity = 1
        while capacity < children.count * 2 + 1 { capacity *= 2 }
        nodes[index].slotBase = UInt32(slots.count)
        nodes[index].slotMask = UInt32(capacity - 1)
        nodes[index].hasChildren = !children.isEmpty
        let base = slots.count
        slots += Array(repeating: FieldTrie.Slot(), count: capacity)
        for (ordinal, child) in zip(ordinals, children) {
            var slot = FieldTrie.Slot()
            slot.head = FieldTrieBuilder.word(child.key.prefix(8))
            slot.tail = child.key.count > 8 ? FieldTrieBuilder.word(child.key.suffix(8)) : 0
            slot.key = keys.store(child.key)
            slot.edge = .init(child: Int32(child.node), ordinal: ordinal)
            slot.isEscapedInJSON = child.key.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
            let hash = FieldTrie.hash(head: slot.head, count: child.key.count)
            var probe = Int(hash) & (capacity - 1)
            while slots[base + probe].edge.child != 0 { probe = (probe + 1) & (capacity - 1) }
            slots[base + probe] = slot
        }
    }

    /// Up to eight bytes, the first one in the low bits, as ``ByteView/word(at:)`` reads them.
    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
