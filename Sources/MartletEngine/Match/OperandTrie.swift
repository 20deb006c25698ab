/// The texts of a field of many or long values, to be found in other texts.
///
/// One pass over a text tells whether any of them begins it or stands in it, so that two long
/// arrays, and two long texts, cost no more than their lengths. It takes 12 bytes for each byte of
/// the texts, for as long as the event lasts.
///
/// Source: A. V. Aho and M. J. Corasick, "Efficient string matching", 1975.
struct OperandTrie {
    /// Which texts, and from which end they are read.
    struct Key: Hashable {
        var isFolded: Bool
        var isBackward = false
    }

    private struct Node {
        /// The children stand in a row, by rising bytes.
        var firstChild: UInt32 = 0
        /// The longest text on the way to another leaf that ends the text up to here.
        var fallback: UInt32 = 0
        var childCount: UInt16 = 0
        let byte: UInt8
        /// Whether a text ends here, or that of a fallback does.
        var isEnd = false
    }

    /// The root, then level by level.
    private var nodes = [Node(byte: 0)]
    private let isBackward: Bool

    /// Builds the trie of texts.
    ///
    /// - Complexity: O(*n* log *m*) for *m* texts of *n* bytes.
    init(_ texts: [[UInt8]], isBackward: Bool) {
        self.isBackward = isBackward
        let ordered = (isBackward ? texts.map { $0.reversed() } : texts)
            .sorted { $0.lexicographicallyPrecedes($1) }
        // What begins with another of the texts is found where that one is.
        var shortest: [[UInt8]] = []
        for text in ordered where shortest.last.map({ text.starts(with: $0) }) != true {
            shortest.append(text)
        }
        addLevels(shortest)
        // To look in the middle of a text from behind is nobody's wish.
        if !isBackward { addFallbacks() }
    }

    private mutating func addLevels(_ texts: [[UInt8]]) {
        guard !texts.isEmpty else { return }
        var level = [(node: 0, texts: texts.indices)]
        var depth = 0
        while !level.isEmpty {
            var next: [(node: Int, texts: Range<Int>)] = []
            for (node, range) in level {
                var start = range.lowerBound
                guard texts[start].count > depth else {
                    nodes[node].isEnd = true
                    continue
                }
                nodes[node].firstChild = UInt32(nodes.count)
                while start < range.upperBound {
                    let byte = texts[start][depth]
                    var end = start + 1
                    while end < range.upperBound, texts[end][depth] == byte { end += 1 }
                    next.append((nodes.count, start..<end))
                    nodes.append(Node(byte: byte))
                    nodes[node].childCount += 1
                    start = end
                }
            }
            level = next
            depth += 1
        }
    }

    private mutating func addFallbacks() {
        for node in nodes.indices {
            let first = Int(nodes[node].firstChild)
            for child in first..<first + Int(nodes[node].childCount) where node != 0 {
                // A fallback stands on a higher level, where all is known already.
                let fallback = next(after: Int(nodes[node].fallback), nodes[child].byte)
                nodes[child].fallback = UInt32(fallback)
                if nodes[fallback].isEnd { nodes[child].isEnd = true }
            }
        }
    }

    /// Whether any of the texts stands in another.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    func isInside(_ text: ByteView) -> Bool {
        var node = 0
        var index = 0
        while !nodes[node].isEnd {
            guard index < text.count else { return false }
            node = next(after: node, text[index])
            index &+= 1
        }
        return true
    }

    /// Whether any of the texts begins another, or ends it if they are read backward.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    func begins(_ text: ByteView) -> Bool {
        var node = 0
        var index = 0
        while !nodes[node].isEnd || nodes[node].childCount > 0 {
            guard index < text.count else { return false }
            let byte = text[isBackward ? text.count &- 1 &- index : index]
            guard let child = child(of: node, byte) else { return false }
            node = child
            index &+= 1
        }
        return true
    }

    /// The node of the longest beginning of a text that ends with a byte behind a node's text.
    private func next(after node: Int, _ byte: UInt8) -> Int {
        var node = node
        while true {
            if let child = child(of: node, byte) { return child }
            if node == 0 { return 0 }
            node = Int(nodes[node].fallback)
        }
    }

    private func child(of node: Int, _ byte: UInt8) -> Int? {
        var low = Int(nodes[node].firstChild)
        var high = low &+ Int(nodes[node].childCount)
        while low < high {
            let middle = (low &+ high) / 2
            if nodes[middle].byte == byte { return middle }
            if nodes[middle].byte < byte { low = middle &+ 1 } else { high = middle }
        }
        return nil
    }
}
