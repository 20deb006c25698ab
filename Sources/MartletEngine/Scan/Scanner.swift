/// Walks one event and notes where the wanted fields are.
///
/// The walker reads the keys of the objects that a field's path goes through and skips everything
/// else by its brackets. It never recurses deeper than the longest path of a rule, whatever the
/// event holds.
package struct Scanner: ~Copyable {
    private let trie: FieldTrie.View
    private(set) var table: FieldTable
    private(set) var index: BlockIndex
    private(set) var text: ByteView
    /// The end of what may be read: the text's, without white space behind the event.
    private(set) var limit = 0
    private let deferred: Buffer<Int>
    private let bookmarks: Buffer<Int>
    private var bookmarkCount = 0
    private var keyScratch = Buffer<UInt8>(repeating: 0, count: 256)

    /// Why the last walk failed.
    private(set) var failure = ScanFailure.truncated
    /// The offset of the byte to blame.
    private(set) var failurePosition = 0

    init(trie: FieldTrie, fieldCount: Int, kernel: BlockKernel) {
        self.trie = FieldTrie.View(trie)
        self.table = FieldTable(fieldCount: fieldCount)
        self.index = BlockIndex(kernel: kernel)
        // SAFETY: of no length; replaced before anything is read.
        self.text = unsafe ByteView(base: keyScratch.pointer(), count: 0)
        self.deferred = Buffer(repeating: -1, count: trie.deferredCount)
        self.bookmarks = Buffer(repeating: 0, count: trie.deferredCount)
    }

    /// Indexes a text, in place of the one before; events in it are walked by their offset.
    @inline(__always)
    mutating func index(_ text: ByteView) {
        self.text = text
        limit = text.count
        index.index(text)
    }

    /// Walks the object at an offset; returns the offset behind it, or `nil` after a failure.
    @inline(__always)
    mutating func walkEvent(at offset: Int) -> Int? {
        table.reset()
        while bookmarkCount > 0 {
            bookmarkCount &-= 1
            deferred[bookmarks[bookmarkCount]] = -1
        }
        return walkObject(at: offset, node: 0)
    }

    /// Walks a subtree that the event's walk has only bookmarked; `false` after a failure.
    mutating func walkDeferred(_ subtree: Int) -> Bool {
        let entry = deferred[subtree]
        guard entry >= 0 else { return true }
        deferred[subtree] = -1
        // The node travels with the offset: a deferred subtree hangs under exactly one node.
        let offset = entry >> 32
        let node = entry & 0xFFFF_FFFF
        if text[offset] == UInt8(ascii: "{") { return walkObject(at: offset, node: node) != nil }
        return walkArray(at: offset, node: node) != nil
    }

    mutating func fail(_ failure: ScanFailure, at offset: Int) -> Int? {
        // What looks wrong at the end of the text is an object that ends too early.
        self.failure = offset >= limit ? .truncated : failure
        failurePosition = min(offset, limit)
        return nil
    }

    /// The byte at an offset, or 0 behind the end.
    @inline(__always)
    private func byte(at offset: Int) -> UInt8 {
        offset < limit ? text[offset] : 0
    }

    /// The offset of the next byte that is no white space.
    @inline(__always)
    private func skipSpace(from offset: Int) -> Int {
        // Compact JSON, the usual case, has none.
        if offset < limit, text[offset] > 0x20 { return offset }
        return JSONGrammar.skipSpace(text, from: offset, to: limit)
    }

    private mutating func walkObject(at start: Int, node nodeIndex: Int) -> Int? {
        let node = trie.node(nodeIndex)
        var offset = skipSpace(from: start &+ 1)
        if byte(at: offset) == UInt8(ascii: "}") { return offset &+ 1 }
        while true {
            guard byte(at: offset) == UInt8(ascii: "\"") else {
                return fail(.unexpectedByte, at: offset)
            }
            let keyStart = offset &+ 1
            let keyEnd = index.nextQuote(from: keyStart)
            guard keyEnd < limit else { return fail(.truncated, at: limit) }
            offset = skipSpace(from: keyEnd &+ 1)
            guard byte(at: offset) == UInt8(ascii: ":") else {
                return fail(.unexpectedByte, at: offset)
            }
            offset = skipSpace(from: offset &+ 1)
            let child: Int
            if index.holdsSpecial(from: keyStart, to: keyEnd) {
                guard let found = childOfEscapedKey(node, from: keyStart, to: keyEnd) else {
                    return nil
                }
                child = found
            } else {
                child = trie.child(of: node, key: text, from: keyStart, count: keyEnd &- keyStart)
            }
            guard let end = walkValue(at: offset, node: child, isAtTop: nodeIndex == 0) else {
                return nil
            }
            offset = skipSpace(from: end)
            switch byte(at: offset) {
            case UInt8(ascii: ","): offset = skipSpace(from: offset &+ 1)
            case UInt8(ascii: "}"): return offset &+ 1
            default: return fail(.unexpectedByte, at: offset)
            }
        }
    }

    /// Reads one value; `node` 0 means that no field wants it.
    @inline(__always)
    private mutating func walkValue(at offset: Int, node: Int, isAtTop: Bool = false) -> Int? {
        switch byte(at: offset) {
        case UInt8(ascii: "\""):
            let end = index.nextQuote(from: offset &+ 1)
            guard end < limit else { return fail(.truncated, at: limit) }
            if node != 0 {
                note(
                    .init(
                        offset: UInt32(truncatingIfNeeded: offset &+ 1),
                        count: UInt32(truncatingIfNeeded: end &- offset &- 1),
                        kind: .string,
                        hasSpecial: index.holdsSpecial(from: offset &+ 1, to: end)
                    ),
                    at: node
                )
            }
            return end &+ 1
        case UInt8(ascii: "{"):
            if node != 0 { return walkContainer(at: offset, node: node, kind: .object, isAtTop) }
            return skipContainer(at: offset)
        case UInt8(ascii: "["):
            if node != 0 { return walkContainer(at: offset, node: node, kind: .array, isAtTop) }
            return skipContainer(at: offset)
        default:
            return walkScalar(at: offset, node: node)
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
                kind: kind,
                hasSpecial: false
            ),
            at: nodeIndex
        )
        // Deeper down the same node can be met again, by another spelling of the path.
        if isAtTop, node.deferredIndex >= 0, kind == .object || node.leafCount == 0 {
            let subtree = Int(node.deferredIndex)
            deferred[subtree] = offset << 32 | nodeIndex
            bookmarks[bookmarkCount] = subtree
            bookmarkCount &+= 1
            return skipContainer(at: offset)
        }
        if kind == .array { return walkArray(at: offset, node: nodeIndex) }
        return node.hasChildren
            ? walkObject(at: offset, node: nodeIndex) : skipContainer(at: offset)
    }

    /// Walks an array, and arrays within it, as one run of members.
    private mutating func walkArray(at start: Int, node nodeIndex: Int) -> Int? {
        let node = trie.node(nodeIndex)
        var depth = 1
        var offset = skipSpace(from: start &+ 1)
        var mayClose = true
        while true {
            switch byte(at: offset) {
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
                let end =
                    node.hasChildren
                    ? walkObject(at: offset, node: nodeIndex) : skipContainer(at: offset)
                guard let end else { return nil }
                offset = end
            default:
                guard let end = walkValue(at: offset, node: nodeIndex) else { return nil }
                offset = end
            }
            // Behind a member, or behind an array that has closed: close the arrays around it.
            while true {
                if depth == 0 { return offset }
                offset = skipSpace(from: offset)
                guard byte(at: offset) == UInt8(ascii: "]") else { break }
                depth &-= 1
                offset &+= 1
            }
            guard byte(at: offset) == UInt8(ascii: ",") else {
                return fail(.unexpectedByte, at: offset)
            }
            offset = skipSpace(from: offset &+ 1)
            mayClose = false
        }
    }

    @inline(__always)
    private mutating func skipContainer(at offset: Int) -> Int? {
        let end = index.closingBracket(of: offset)
        guard end < limit else { return fail(.truncated, at: limit) }
        return end &+ 1
    }

    private mutating func walkScalar(at offset: Int, node: Int) -> Int? {
        guard let (kind, end) = scalar(at: offset) else { return nil }
        note(scalar: kind, from: offset, to: end, at: node)
        return end
    }

    /// Reads the number or literal at an offset: its kind and the offset behind it, or a failure.
    mutating func scalar(at offset: Int) -> (kind: FieldTable.Kind, end: Int)? {
        let first = byte(at: offset)
        if first == UInt8(ascii: "-") || first &- 0x30 < 10 {
            guard let end = JSONGrammar.endOfNumber(text, from: offset, to: limit) else {
                _ = fail(.invalidNumber, at: offset)
                return nil
            }
            return (.number, end)
        }
        guard offset < limit,
            let literal = JSONGrammar.literal(text, from: offset, to: limit)
        else {
            let isLetter = (first | 0x20) &- UInt8(ascii: "a") < 26
            _ = fail(isLetter ? .invalidLiteral : .unexpectedByte, at: offset)
            return nil
        }
        return (literal.kind, offset &+ literal.count)
    }

    @inline(__always)
    private mutating func note(
        scalar kind: FieldTable.Kind,
        from start: Int,
        to end: Int,
        at node: Int
    ) {
        guard node != 0 else { return }
        note(
            .init(
                offset: UInt32(truncatingIfNeeded: start),
                count: UInt32(truncatingIfNeeded: end &- start),
                kind: kind,
                hasSpecial: false
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

    /// The node behind a key that has escapes, or `nil` after a failure.
    private mutating func childOfEscapedKey(
        _ node: FieldTrie.Node,
        from start: Int,
        to end: Int
    ) -> Int? {
        guard let count = decodeKey(from: start, to: end) else { return nil }
        // SAFETY: decoding leaves padding behind the result.
        let key = unsafe ByteView(base: keyScratch.pointer(), count: count)
        return trie.child(of: node, key: key, from: 0, count: count)
    }

    /// Decodes a key with escapes and returns its length, or `nil` after a failure.
    mutating func decodeKey(from start: Int, to end: Int) -> Int? {
        do throws(StringDecoder.Failure) {
            return try StringDecoder.decode(text, from: start, to: end, into: &keyScratch)
        } catch {
            return fail(error.failure, at: error.position)
        }
    }

    /// A byte of the key decoded last.
    func decodedKeyByte(at index: Int) -> UInt8 { keyScratch[index] }

    /// Drops a field's entries.
    mutating func clear(_ field: Int) { table.clear(field) }

    /// Appends an entry to a field, by its own right.
    mutating func append(_ entry: FieldTable.Entry, to field: Int) {
        table.append(entry, to: field, isLiteral: false)
    }
}
