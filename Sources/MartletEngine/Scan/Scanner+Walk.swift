/// The walk itself, the innermost loop of martlet.
///
/// A byte is compared before its offset is: text is padded, so that reading a few bytes too far
/// does no harm, and what was read there never counts, because a member or an object ends only
/// below ``Scanner/limit``. White space costs compact JSON nothing.
extension Scanner {
    /// The offset of the next byte that is no white space.
    @inline(__always)
    private func skipSpace(from offset: Int) -> Int {
        if text[offset] > 0x20 { return offset }
        return JSONGrammar.skipSpace(text, from: offset, to: limit)
    }

    mutating func walkObject(at start: Int, node nodeIndex: Int) -> Int? {
        let offset = skipSpace(from: start &+ 1)
        if text[offset] == UInt8(ascii: "}"), offset < limit { return offset &+ 1 }
        return walkMembers(from: offset, ofObjectAt: start, node: nodeIndex)
    }

    /// Goes on with an event's walk behind the member at which it paused.
    mutating func walkOn(from pause: Int, ofObjectAt start: Int) -> Int? {
        var offset = pause
        if text[offset] <= 0x20 { offset = skipSpace(from: offset) }
        if text[offset] == UInt8(ascii: "}"), offset < limit { return offset &+ 1 }
        guard text[offset] == UInt8(ascii: ","), offset < limit else {
            return fail(.unexpectedByte, at: offset)
        }
        return walkMembers(from: skipSpace(from: offset &+ 1), ofObjectAt: start, node: 0)
    }

    /// Walks the members of an object from the key at an offset on.
    mutating func walkMembers(
        from first: Int,
        ofObjectAt start: Int,
        node nodeIndex: Int
    ) -> Int? {
        let stopMarks = trie.node(nodeIndex).stopMarks
        let watchedMarks = trie.node(nodeIndex).watchedMarks
        var order = keyOrder.start(of: nodeIndex)
        var found: UInt64 = 0
        var offset = first
        while true {
            guard offset < limit, text[offset] == UInt8(ascii: "\"") else {
                return fail(.unexpectedByte, at: offset)
            }
            let edge: FieldTrie.Edge
            if let key = keyOrder.index(of: text, at: offset &+ 1, &order) {
                edge = keyOrder.key(key).edge
                offset &+= keyOrder.key(key).count &+ 3
            } else {
                guard
                    let key = readKey(at: &offset, node: nodeIndex, order: &order)
                else { return nil }
                edge = key
            }
            offset = skipSpace(from: offset)
            if text[offset] == UInt8(ascii: "\""), offset < limit {
                let end = closingQuote(from: offset &+ 1)
                guard end < limit else { return fail(.truncated, at: limit) }
                if edge.child != 0 { noteText(from: offset &+ 1, to: end, at: Int(edge.child)) }
                offset = end &+ 1
            } else {
                let isAtTop = nodeIndex == 0
                guard let end = walkValue(at: offset, node: Int(edge.child), isAtTop: isAtTop)
                else { return nil }
                offset = end
            }
            if edge.child != 0 {
                found |= edge.mark
                if found & watchedMarks == stopMarks {
                    // Nothing else is wanted here: the brackets know where the object ends.
                    if nodeIndex != 0 { return skipContainer(from: offset) }
                    if pauses {
                        pause(at: offset)
                        return offset
                    }
                }
            }
            if text[offset] <= 0x20 { offset = skipSpace(from: offset) }
            if text[offset] == UInt8(ascii: ",") {
                offset = skipSpace(from: offset &+ 1)
            } else if text[offset] == UInt8(ascii: "}"), offset < limit {
                return offset &+ 1
            } else {
                return fail(.unexpectedByte, at: offset)
            }
        }
    }

    /// Reads the key at an offset and moves behind its colon; the edge, or `nil` after a failure.
    @inline(never)
    private mutating func readKey(
        at offset: inout Int,
        node nodeIndex: Int,
        order: inout KeyOrder.Cursor
    ) -> FieldTrie.Edge? {
        let start = offset &+ 1
        let end = closingQuote(from: start)
        guard end < limit else {
            _ = fail(.truncated, at: limit)
            return nil
        }
        offset = skipSpace(from: end &+ 1)
        guard offset < limit, text[offset] == UInt8(ascii: ":") else {
            _ = fail(.unexpectedByte, at: offset)
            return nil
        }
        offset &+= 1
        let node = trie.node(nodeIndex)
        if index.holdsSpecial(from: start, to: end) {
            return edgeOfEscapedKey(node, from: start, to: end)
        }
        let count = end &- start
        let edge = trie.edge(of: node, key: text, from: start, count: count)
        if count <= KeyOrder.keyByteLimit {
            keyOrder.learn(text, from: start, count: count, edge: edge, node: nodeIndex, at: &order)
        }
        return edge
    }

    /// Reads one value; `node` 0 means that no field wants it.
    private mutating func walkValue(at offset: Int, node: Int, isAtTop: Bool) -> Int? {
        switch text[offset] {
        case UInt8(ascii: "\"") where offset < limit:
            let end = closingQuote(from: offset &+ 1)
            guard end < limit else { return fail(.truncated, at: limit) }
            if node != 0 { noteText(from: offset &+ 1, to: end, at: node) }
            return end &+ 1
        case UInt8(ascii: "{") where offset < limit:
            if node == 0 { return skipContainer(from: offset &+ 1) }
            return walkContainer(at: offset, node: node, kind: .object, isAtTop)
        case UInt8(ascii: "[") where offset < limit:
            if node == 0 { return skipContainer(from: offset &+ 1) }
            return walkContainer(at: offset, node: node, kind: .array, isAtTop)
        default:
            guard let (kind, end) = scalar(at: offset) else { return nil }
            if node != 0 {
                note(
                    .init(
                        offset: UInt32(truncatingIfNeeded: offset),
                        count: UInt32(truncatingIfNeeded: end &- offset),
                        kind: kind
                    ),
                    at: node
                )
            }
            return end
        }
    }

    private mutating func walkContainer(
        at offset: Int,
        node nodeIndex: Int,
        kind: FieldTable.Kind,
        _ isAtTop: Bool
    ) -> Int? {
        let node = trie.node(nodeIndex)
        note(
            .init(
                offset: UInt32(truncatingIfNeeded: offset),
                count: 0,
                kind: kind
            ),
            at: nodeIndex
        )
        // Deeper down the same node can be met again, by another spelling of the path.
        if isAtTop, node.deferredIndex >= 0 {
            bookmark(Int(node.deferredIndex), node: nodeIndex, offset: offset)
            return skipContainer(from: offset &+ 1)
        }
        if kind == .array { return walkArray(at: offset, node: nodeIndex) }
        return node.hasChildren
            ? walkObject(at: offset, node: nodeIndex) : skipContainer(from: offset &+ 1)
    }

    /// Walks an array, and arrays within it, as one run of members.
    mutating func walkArray(at start: Int, node nodeIndex: Int) -> Int? {
        let hasChildren = trie.node(nodeIndex).hasChildren
        var depth = 1
        var offset = skipSpace(from: start &+ 1)
        var mayClose = true
        while true {
            guard offset < limit else { return fail(.truncated, at: limit) }
            switch text[offset] {
            case UInt8(ascii: "["):
                depth &+= 1
                offset = skipSpace(from: offset &+ 1)
                mayClose = true
                continue
            case UInt8(ascii: "]"):
                guard mayClose else { return fail(.unexpectedByte, at: offset) }
                depth &-= 1
                offset &+= 1
            case UInt8(ascii: "{"):
                note(
                    .init(
                        offset: UInt32(truncatingIfNeeded: offset),
                        count: 0,
                        kind: .object
                    ),
                    at: nodeIndex
                )
                let end =
                    hasChildren
                    ? walkObject(at: offset, node: nodeIndex) : skipContainer(from: offset &+ 1)
                guard let end else { return nil }
                offset = end
            default:
                guard let end = walkValue(at: offset, node: nodeIndex, isAtTop: false) else {
                    return nil
                }
                offset = end
            }
            // Behind a member, or behind an array that has closed: close the arrays around it.
            while true {
                if depth == 0 { return offset }
                offset = skipSpace(from: offset)
                guard text[offset] == UInt8(ascii: "]"), offset < limit else { break }
                depth &-= 1
                offset &+= 1
            }
            guard text[offset] == UInt8(ascii: ","), offset < limit else {
                return fail(.unexpectedByte, at: offset)
            }
            offset = skipSpace(from: offset &+ 1)
            mayClose = false
        }
    }

    @inline(__always)
    private mutating func skipContainer(from offset: Int) -> Int? {
        var end = index.closingBracket(from: offset)
        if end >= limit, indexWhole() { end = index.closingBracket(from: offset) }
        guard end < limit else { return fail(.truncated, at: limit) }
        return end &+ 1
    }

    /// The offset of the quote that ends a string, or one at or behind the end of the text.
    @inline(__always)
    private mutating func closingQuote(from offset: Int) -> Int {
        let end = index.nextQuote(from: offset)
        if end < limit { return end }
        return indexWhole() ? index.nextQuote(from: offset) : end
    }

    /// Reads the number or literal at an offset: its kind and the offset behind it, or a failure.
    mutating func scalar(at offset: Int) -> (kind: FieldTable.Kind, end: Int)? {
        guard offset < limit else {
            _ = fail(.truncated, at: limit)
            return nil
        }
        let first = text[offset]
        if first == UInt8(ascii: "-") || first &- 0x30 < 10 {
            guard let end = JSONGrammar.endOfNumber(text, from: offset, to: limit) else {
                _ = fail(.invalidNumber, at: offset)
                return nil
            }
            // A number has no end of its own: the first look may have cut it in two.
            if end == limit, indexWhole() { return scalar(at: offset) }
            return (.number, end)
        }
        guard let literal = JSONGrammar.literal(text, from: offset, to: limit) else {
            let isLetter = (first | 0x20) &- UInt8(ascii: "a") < 26
            _ = fail(isLetter ? .invalidLiteral : .unexpectedByte, at: offset)
            return nil
        }
        return (literal.kind, offset &+ literal.count)
    }

    /// Notes a string; not inlined, for the sake of the walk's registers.
    @inline(never)
    private mutating func noteText(from start: Int, to end: Int, at node: Int) {
        note(
            .init(
                offset: UInt32(truncatingIfNeeded: start),
                count: UInt32(truncatingIfNeeded: end &- start),
                kind: .string
            ),
            at: node
        )
    }

    @inline(__always)
    private mutating func note(_ entry: FieldTable.Entry, at nodeIndex: Int) {
        let node = trie.node(nodeIndex)
        var leaf = Int(node.leafBase)
        let end = leaf &+ Int(node.leafCount)
        while leaf < end {
            let target = trie.leaf(leaf)
            table.append(entry, to: Int(target.field), isLiteral: target.isLiteral)
            leaf &+= 1
        }
    }

    /// The edge of a key that has escapes, or `nil` after a failure.
    private mutating func edgeOfEscapedKey(
        _ node: FieldTrie.Node,
        from start: Int,
        to end: Int
    ) -> FieldTrie.Edge? {
        guard let count = decodeKey(from: start, to: end) else { return nil }
        return trie.edge(of: node, decodedKey: decodedKey(count: count))
    }
}
