/// The order in which a log's objects hold their keys, learnt as it goes.
///
/// A program writes the fields of a type in one order and leaves some out. Where an object holds
/// the key that came next last time, two comparisons find its end and where it leads, in place of
/// a search for the quote and a look-up; any other key is looked up and learnt. A guess is proved
/// byte by byte, so what is learnt never changes a result.
struct KeyOrder: ~Copyable {
    /// A key that was met, of at most 16 bytes.
    struct Key: BitwiseCopyable {
        /// The first eight bytes, zero behind the key's end, and the bits that count of them.
        var head: UInt64 = 0
        var mask: UInt64 = 0
        /// The last eight bytes of a key longer than eight.
        var tail: UInt64 = 0
        var count: Int = 0
        var edge = FieldTrie.Edge.none

        func isSame(as other: Key) -> Bool {
            head == other.head && tail == other.tail && count == other.count
        }
    }

    /// A place in a node's order.
    struct Cursor {
        fileprivate var list: Int
        fileprivate var next: Int
        fileprivate var end: Int
    }

    private static let keyLimit = 48
    /// How many keys in a row may have been left out.
    private static let skipLimit = 4
    static let keyByteLimit = 16

    /// For each node, the number of its list, or -1.
    private let lists: Buffer<Int32>
    private var listCount = 0
    private let listLimit: Int
    private let keyCounts: Buffer<Int>
    private let keys: Buffer<Key>

    init(nodeCount: Int) {
        lists = Buffer(repeating: -1, count: nodeCount)
        listLimit = min(nodeCount, 64)
        keyCounts = Buffer(repeating: 0, count: listLimit)
        keys = Buffer(repeating: Key(), count: listLimit * KeyOrder.keyLimit)
    }

    /// The start of a node's order.
    @inline(__always)
    func start(of node: Int) -> Cursor {
        let list = Int(lists[node])
        guard list >= 0 else { return Cursor(list: -1, next: 0, end: 0) }
        let base = list &* KeyOrder.keyLimit
        return Cursor(list: list, next: base, end: base &+ keyCounts[list])
    }

    /// The index of the key that starts at an offset, if it is one of the next; moves behind it.
    @inline(__always)
    func index(of text: ByteView, at offset: Int, _ cursor: inout Cursor) -> Int? {
        let word = text.word(at: offset)
        var index = cursor.next
        let end = min(cursor.end, index &+ KeyOrder.skipLimit)
        while index < end {
            if word & keys[index].mask == keys[index].head {
                let count = keys[index].count
                let quoteAndColon: UInt16 = 0x3A22
                if UInt16(truncatingIfNeeded: text.word(at: offset &+ count)) == quoteAndColon,
                    count <= 8 || text.word(at: offset &+ count &- 8) == keys[index].tail
                {
                    cursor.next = index &+ 1
                    return index
                }
            }
            index &+= 1
        }
        return nil
    }

    @inline(__always)
    func key(_ index: Int) -> Key { keys[index] }

    /// Puts a key in the order, at the cursor; a list that is full begins anew.
    @inline(never)
    mutating func learn(
        _ text: ByteView,
        from start: Int,
        count: Int,
        edge: FieldTrie.Edge,
        node: Int,
        at cursor: inout Cursor
    ) {
        if cursor.list < 0 {
            guard listCount < listLimit else { return }
            lists[node] = Int32(listCount)
            listCount += 1
            cursor = self.start(of: node)
        }
        let list = cursor.list
        let base = list * KeyOrder.keyLimit
        let key = Key(
            head: FieldTrie.head(of: text, from: start, count: count),
            mask: count >= 8 ? .max : (1 << UInt64(count * 8)) - 1,
            tail: count > 8 ? text.word(at: start + count - 8) : 0,
            count: count,
            edge: edge
        )
        for index in base..<base + keyCounts[list] where keys[index].isSame(as: key) {
            // Known, but out of turn: go on from there.
            cursor.next = index + 1
            cursor.end = base + keyCounts[list]
            return
        }
        if keyCounts[list] == KeyOrder.keyLimit {
            keyCounts[list] = 0
            cursor.next = base
        }
        // A recursive walk of the same node may have changed the list meanwhile.
        let place = min(cursor.next, base + keyCounts[list])
        var index = base + keyCounts[list]
        while index > place {
            keys[index] = keys[index - 1]
            index -= 1
        }
        keys[place] = key
        keyCounts[list] += 1
        cursor.next = place + 1
        cursor.end = base + keyCounts[list]
    }
}
