/// The tree of object keys that lead to the fields which rules read.
///
/// A node stands for a set of positions in field paths. Because a dotted name may be spelt as one
/// key, as several, or as anything between, a node has an edge for every join of the segments that
/// follow (`a.b.c`, `a.b`, `a`); equal sets are one node, so the tree grows with the square of a
/// path's length and not exponentially.
package final class FieldTrie: Sendable {
    /// The node at which the walk of any event starts.
    static let root = 0
    /// The node at which the walk of an event starts whose beginning tells its type: what only
    /// tells the source of others is not looked for.
    static let typedRoot = 1

    /// A state of the walk through an object.
    struct Node: BitwiseCopyable, Sendable {
        /// Where the node's keys stand in ``slots``: a power of two of them, probed linearly.
        var slotBase: UInt32 = 0
        var slotMask: UInt32 = 0
        /// When the keys met so far, by their marks and as far as watched, are these, the object can
        /// be left: nothing else is wanted in it, or what is may wait.
        var stopMarks: UInt64 = .max
        var watchedMarks: UInt64 = .max
        /// The fields that end here.
        var leafBase: UInt32 = 0
        var leafCount: UInt32 = 0
        /// Which of the subtrees this is that are walked only when a rule asks, or -1.
        var deferredIndex: Int32 = -1
        /// Whether any key leads further.
        var hasChildren = false
    }

    /// A key of a node, or an empty slot.
    struct Slot: BitwiseCopyable, Sendable {
        /// The first eight bytes of the key, zero behind its end.
        var head: UInt64 = 0
        /// The last eight bytes of a key longer than eight.
        var tail: UInt64 = 0
        var key = ByteArena.Range(start: 0, count: 0)
        var edge = Edge.none
        /// Whether the key holds bytes that JSON must escape, so that it is never met as it is.
        var isEscapedInJSON = false
    }

    /// Where a key leads.
    struct Edge: BitwiseCopyable, Sendable {
        /// The node behind the key; 0, the root, if no field goes that way.
        var child: Int32
        /// The number of the key's mark in ``Node/stopMarks``, or ``unmarked``.
        var ordinal: UInt8

        static let none = Edge(child: 0, ordinal: unmarked)
        /// The mark of keys that join several segments of a path, where they are watched for.
        static let joined: UInt8 = 62
        static let unmarked: UInt8 = 63

        /// The key's bit.
        @inline(__always)
        var mark: UInt64 { (1 &<< UInt64(ordinal)) & ~(1 &<< 63) }
    }

    /// A field that ends at a node.
    struct Leaf: BitwiseCopyable, Sendable {
        var field: Int32
        /// Whether a key on the way joined several segments of the path.
        var isLiteral: Bool
    }

    let nodes: Constants<Node>
    let slots: Constants<Slot>
    let leaves: Constants<Leaf>
    let keys: Constants<UInt8>
    /// For each field, the deferred subtrees that may hold it, in ``deferredSubtrees``.
    let deferredRuns: Constants<CompiledRules.Run>
    let deferredSubtrees: Constants<Int32>
    package let deferredCount: Int
    /// For each field, whether it lies behind a key that the walk has met when it pauses.
    let isDecisive: [Bool]

    init(
        nodes: [Node],
        slots: [Slot],
        leaves: [Leaf],
        keys: Constants<UInt8>,
        deferredSubtrees: [[Int]],
        deferredCount: Int,
        isDecisive: [Bool]
    ) {
        self.nodes = Constants(nodes)
        self.slots = Constants(slots)
        self.leaves = Constants(leaves)
        self.keys = keys
        self.deferredRuns = Constants(
            CompiledRules.Run.runs(of: deferredSubtrees)
        )
        self.deferredSubtrees = Constants(deferredSubtrees.joined().map { Int32($0) })
        self.deferredCount = deferredCount
        self.isDecisive = isDecisive
    }

    /// Whether fields that typed events are searched for go through a key of the event itself.
    func hasKey(_ key: [UInt8]) -> Bool {
        let padded = Constants(key + [UInt8](repeating: 0, count: ByteView.paddingByteCount))
        let view = View(self)
        let text = padded.view.bytes(from: 0, count: key.count)
        return view.edge(of: view.node(FieldTrie.typedRoot), decodedKey: text).child != 0
    }

    /// Spreads keys over a node's slots.
    @inline(__always)
    static func hash(head: UInt64, count: Int) -> UInt32 {
        let mixed = (head &+ UInt64(truncatingIfNeeded: count)) &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed >> 40)
    }

    /// The first eight bytes of a key, zero behind its end.
    @inline(__always)
    static func head(of text: ByteView, from start: Int, count: Int) -> UInt64 {
        let word = text.word(at: start)
        return count >= 8 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    }

    /// Finds the node behind a key.
    struct View {
        private let nodes: Constants<Node>.View
        private let slots: Constants<Slot>.View
        private let leaves: Constants<Leaf>.View
        private let keys: Constants<UInt8>.View

        init(_ trie: FieldTrie) {
            nodes = trie.nodes.view
            slots = trie.slots.view
            leaves = trie.leaves.view
            keys = trie.keys.view
        }

        @inline(__always)
        func node(_ index: Int) -> Node { nodes[index] }

        @inline(__always)
        func leaf(_ index: Int) -> Leaf { leaves[index] }

        /// The edge of a key as it stands between quotes.
        @inline(__always)
        func edge(of node: Node, key text: ByteView, from start: Int, count: Int) -> Edge {
            let index = slotIndex(of: node, key: text, from: start, count: count)
            // What must be escaped cannot stand there unescaped: an equal run of bytes says
            // something else once it is decoded.
            return slots[index].isEscapedInJSON ? .none : slots[index].edge
        }

        /// The edge of a key whose escapes are resolved.
        func edge(of node: Node, decodedKey key: ByteView) -> Edge {
            slots[slotIndex(of: node, key: key, from: 0, count: key.count)].edge
        }

        /// The slot that holds a key, or the empty one that ends the search for it.
        @inline(__always)
        private func slotIndex(
            of node: Node,
            key text: ByteView,
            from start: Int,
            count: Int
        ) -> Int {
            let head = FieldTrie.head(of: text, from: start, count: count)
            var probe = hash(head: head, count: count) & node.slotMask
            while true {
                let index = Int(node.slotBase &+ probe)
                // The head is compared first: it alone tells nearly all keys apart.
                if slots[index].head == head, Int(slots[index].key.count) == count,
                    count <= 8 || isRest(of: slots[index], in: text, from: start, count: count)
                {
                    return index
                }
                if slots[index].edge.child == 0 { return index }
                probe = (probe &+ 1) & node.slotMask
            }
        }

        /// Whether a key longer than eight bytes goes on as a slot's key does.
        @inline(__always)
        private func isRest(
            of slot: Slot,
            in text: ByteView,
            from start: Int,
            count: Int
        ) -> Bool {
            text.word(at: start &+ count &- 8) == slot.tail
                && (count <= 16 || text.holds(keys.literal(slot.key), at: start))
        }
    }
}
