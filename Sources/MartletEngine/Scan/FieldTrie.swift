/// The tree of object keys that lead to the fields which rules read.
///
/// A node stands for a set of positions in field paths. Because a dotted name may be spelt as one
/// key, as several, or as anything between, a node has an edge for every join of the segments that
/// follow (`a.b.c`, `a.b`, `a`); equal sets are one node, so the tree grows with the square of a
/// path's length and not exponentially.
package final class FieldTrie: Sendable {
    /// A state of the walk through an object.
    struct Node: BitwiseCopyable, Sendable {
        /// Where the node's keys stand in ``slots``: a power of two of them, probed linearly.
        var slotBase: UInt32 = 0
        var slotMask: UInt32 = 0
        /// The fields that end here.
        var leafBase: UInt32 = 0
        var leafCount: UInt32 = 0
        /// The marks of all keys that lead further, when all of them may occur in one object and
        /// none is spelt in several ways; else a value that no object reaches.
        var allMarks: UInt64 = .max
        /// Whether any key leads further.
        var hasChildren = false
        /// Which of the subtrees this is that are walked only when a rule asks, or -1.
        var deferredIndex: Int32 = -1
    }

    /// A key of a node, or an empty slot.
    struct Slot: BitwiseCopyable, Sendable {
        /// The first eight bytes of the key, zero behind its end.
        var head: UInt64 = 0
        /// The last eight bytes of a key longer than eight.
        var tail: UInt64 = 0
        var key = ByteArena.Range(start: 0, count: 0)
        var edge = Edge(child: 0, mark: 0)
        /// Whether the key holds bytes that JSON must escape, so that it is never met as it is.
        var isEscapedInJSON = false
    }

    /// Where a key leads.
    struct Edge: BitwiseCopyable, Sendable {
        /// The node behind the key; 0, the root, if no field goes that way.
        var child: Int32
        /// A bit for the key among those of its node.
        var mark: UInt64
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
    /// For each field, the deferred subtrees that may hold it.
    let deferredSubtrees: [[Int]]
    let deferredCount: Int

    init(
        nodes: [Node],
        slots: [Slot],
        leaves: [Leaf],
        keys: Constants<UInt8>,
        deferredSubtrees: [[Int]],
        deferredCount: Int
    ) {
        self.nodes = Constants(nodes)
        self.slots = Constants(slots)
        self.leaves = Constants(leaves)
        self.keys = keys
        self.deferredSubtrees = deferredSubtrees
        self.deferredCount = deferredCount
    }

    /// Spreads keys over a node's slots.
    @inline(__always)
    static func hash(head: UInt64, tail: UInt64, count: Int) -> UInt64 {
        let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15)) &+ UInt64(truncatingIfNeeded: count)
        return (mixed &* 0xD6E8_FEB8_6659_FD93) >> 40
    }

    /// The first eight bytes of a key, zero behind its end.
    @inline(__always)
    static func head(of text: ByteView, from start: Int, count: Int) -> UInt64 {
        let word = text.word(at: start)
        return count >= 8 ? word : word & ((1 << UInt64(count &* 8)) &- 1)
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
            let slot = slot(of: node, key: text, from: start, count: count)
            // What must be escaped cannot stand there unescaped: an equal run of bytes says
            // something else once it is decoded.
            return slot.isEscapedInJSON ? Edge(child: 0, mark: 0) : slot.edge
        }

        /// The edge of a key whose escapes are resolved.
        func edge(of node: Node, decodedKey key: ByteView) -> Edge {
            slot(of: node, key: key, from: 0, count: key.count).edge
        }

        @inline(__always)
        private func slot(of node: Node, key text: ByteView, from start: Int, count: Int) -> Slot {
            let head = FieldTrie.head(of: text, from: start, count: count)
            let tail = count > 8 ? text.word(at: start &+ count &- 8) : 0
            var probe = UInt32(truncatingIfNeeded: hash(head: head, tail: tail, count: count))
            while true {
                let slot = slots[Int(node.slotBase &+ (probe & node.slotMask))]
                if slot.edge.child == 0 { return slot }
                if slot.head == head, slot.tail == tail, Int(slot.key.count) == count,
                    count <= 16 || text.holds(keys.literal(slot.key), at: start)
                {
                    return slot
                }
                probe &+= 1
            }
        }
    }
}
