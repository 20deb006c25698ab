/// Finds the wanted fields of one event and notes where they are.
///
/// The walker reads the keys of the objects that a field's path goes through and skips everything
/// else by its brackets. It never recurses deeper than the longest path of a rule, whatever the
/// event holds. Subtrees that only some rules ask for are bookmarked and walked when one does.
package struct Scanner: ~Copyable {
    /// The fields of rules, which every event is searched for.
    private let ruleTrie: FieldTrie.View
    /// All fields, those of signals too, which only an event that matches is searched for.
    private let signalTrie: FieldTrie.View
    private(set) var trie: FieldTrie.View
    /// What was learnt of the order of keys, for the fields of rules and for all fields.
    var keyOrder: KeyOrder
    private var signalKeyOrder: KeyOrder
    private(set) var index: BlockIndex
    private(set) var text: ByteView
    package var table: FieldTable
    /// The end of what may be read: what is indexed of the text.
    private(set) var limit = 0
    /// How much of a typed event is indexed at first, in bytes.
    private static let firstLook = 1024
    /// Where the typed event starts that the text begins with, or -1.
    private var typedStart = -1
    /// The same if it is walked as such, or -1: it may pause.
    private var pausingStart = -1
    private let opening: OpeningProbe
    /// Whether rules read the keys that tell the type.
    private let wantsType: Bool
    /// Whether the walk is to pause when all witnesses are known.
    private(set) var pauses = false
    /// Whether the last walk paused instead of ending.
    private(set) var isPaused = false
    private var pausedOffset = 0
    /// For each deferred subtree, its node and offset in the event, or -1.
    private let deferred: Buffer<Int>
    private let bookmarks: Buffer<Int>
    private var bookmarkCount = 0
    private var keyScratch = Buffer<UInt8>(repeating: 0, count: 256)

    /// Why the last walk failed.
    package private(set) var failure = ScanFailure.truncated
    /// The offset of the byte to blame.
    package private(set) var failurePosition = 0

    package init(
        ruleTrie: FieldTrie,
        signalTrie: FieldTrie,
        fieldCount: Int,
        opening: OpeningProbe,
        kernel: BlockKernel
    ) {
        self.ruleTrie = FieldTrie.View(ruleTrie)
        self.opening = opening
        self.wantsType = opening.keys.contains { ruleTrie.hasKey($0) }
        self.signalTrie = FieldTrie.View(signalTrie)
        self.trie = self.ruleTrie
        self.table = FieldTable(fieldCount: fieldCount)
        self.keyOrder = KeyOrder(nodeCount: ruleTrie.nodes.count)
        self.signalKeyOrder = KeyOrder(nodeCount: signalTrie.nodes.count)
        self.index = BlockIndex(kernel: kernel)
        // SAFETY: of no length; replaced before anything is read.
        self.text = unsafe ByteView(base: keyScratch.pointer(), count: 0)
        self.deferred = Buffer(repeating: -1, count: ruleTrie.deferredCount)
        self.bookmarks = Buffer(repeating: 0, count: ruleTrie.deferredCount)
    }

    /// Takes a text, in place of the one before; `start` is the offset of its first event.
    ///
    /// Unless the walk `mayPause`, the text is read to its end.
    ///
    /// Events that begin as their usual writer begins them are indexed in part at first: most are ruled out before
    /// their bodies begin.
    @inline(__always)
    package mutating func begin(_ text: ByteView, start: Int, mayPause: Bool) {
        self.text = text
        typedStart = opening.begins(text, at: start) ? start : -1
        pausingStart = mayPause ? typedStart : -1
        if pausingStart >= 0, text.count > Scanner.firstLook * 3 / 2 {
            limit = Scanner.firstLook
            index.index(text.slice(from: 0, count: limit))
        } else {
            limit = text.count
            index.index(text)
        }
    }

    /// Walks the object at an offset; returns the offset behind it, or `nil` after a failure.
    ///
    /// The walk of a typed event may pause (``isPaused``) as soon as all witnesses are known.
    @inline(__always)
    package mutating func walkEvent(at offset: Int) -> Int? {
        reset()
        isPaused = false
        return offset == pausingStart
            ? walkTypedEvent() : walkObject(at: offset, node: FieldTrie.root)
    }

    /// Whether the event at an offset begins as those of a source do.
    @inline(__always)
    func isTyped(at offset: Int) -> Bool { offset == typedStart }

    private mutating func walkTypedEvent() -> Int? {
        pauses = true
        let end =
            wantsType
            ? walkObject(at: typedStart, node: FieldTrie.typedRoot)
            : walkMembers(
                from: skipSpace(from: typedStart &+ opening.byteCount),
                ofObjectAt: typedStart,
                node: FieldTrie.typedRoot
            )
        pauses = false
        if end == nil, indexWhole() {
            // White space, or a literal, that the first look cut in two; rare, so it is read anew.
            reset()
            return walkObject(at: typedStart, node: FieldTrie.typedRoot)
        }
        return end
    }

    /// Stops the walk of an event behind one of its members.
    @inline(__always)
    mutating func pause(at offset: Int) {
        isPaused = true
        pausedOffset = offset
    }

    /// Goes on with a paused walk; returns the offset behind the event, or `nil` after a failure.
    mutating func resume() -> Int? {
        isPaused = false
        _ = indexWhole()
        pauses = false
        return walkOn(from: pausedOffset, ofObjectAt: typedStart)
    }

    /// Indexes what the first look left out; `false` if it left out nothing.
    @inline(never)
    mutating func indexWhole() -> Bool {
        guard limit < text.count else { return false }
        limit = text.count
        index.index(text)
        return true
    }

    /// Takes a text in place of the current one, which it begins with: all that was found stays where
    /// it is.
    ///
    /// The event must have been read to its end. Then its brackets and quotes are even, and nothing
    /// behind it changes what it is.
    mutating func extend(to longer: ByteView) {
        assert(!isPaused && limit == text.count && longer.count >= text.count)
        text = longer
        limit = longer.count
        index.index(longer)
    }

    /// Walks an event anew, whole, for all fields that signals may show, those of rules among them;
    /// returns the offset behind it, or `nil` after a failure.
    mutating func walkForSignals(at offset: Int) -> Int? {
        isPaused = false
        _ = indexWhole()
        reset()
        trie = signalTrie
        swap(&keyOrder, &signalKeyOrder)
        let end = walkObject(at: offset, node: FieldTrie.root)
        swap(&keyOrder, &signalKeyOrder)
        trie = ruleTrie
        return end
    }

    @inline(__always)
    private mutating func reset() {
        table.reset()
        while bookmarkCount > 0 {
            bookmarkCount &-= 1
            deferred[bookmarks[bookmarkCount]] = -1
        }
    }

    /// Remembers a container to walk when a rule asks for one of its fields.
    @inline(__always)
    mutating func bookmark(_ subtree: Int, node: Int, offset: Int) {
        // A key that occurs twice keeps its first place.
        guard deferred[subtree] < 0 else { return }
        deferred[subtree] = offset << 32 | node
        bookmarks[bookmarkCount] = subtree
        bookmarkCount &+= 1
    }

    /// Whether a subtree is in the event, and not walked yet.
    @inline(__always)
    func isBookmarked(_ subtree: Int) -> Bool { deferred[subtree] >= 0 }

    /// Walks a subtree that the event's walk has only bookmarked; `false` after a failure.
    package mutating func walkDeferred(_ subtree: Int) -> Bool {
        let entry = deferred[subtree]
        guard entry >= 0 else { return true }
        deferred[subtree] = -1
        // It stays in the list of bookmarks; forgetting it twice does no harm.
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

    /// Notes why a string cannot be decoded.
    mutating func fail(_ failure: StringDecoder.Failure) {
        self.failure = failure.failure
        failurePosition = failure.position
    }

    /// Takes up another search in the same text, and lays the one before aside.
    ///
    /// Elements are searched for the fields of a scope so, in the midst of an event's evaluation.
    mutating func exchange(_ search: inout FieldSearch) {
        swap(&trie, &search.trie)
        swap(&keyOrder, &search.keyOrder)
        swap(&table, &search.table)
    }

    /// Whether a string holds a backslash or a control character.
    @inline(__always)
    func holdsSpecial(_ entry: FieldTable.Entry) -> Bool {
        entry.kind == .string
            && index.holdsSpecial(
                from: Int(entry.offset),
                to: Int(entry.offset) &+ Int(entry.count)
            )
    }

    /// Decodes a key with escapes and returns its length, or `nil` after a failure.
    mutating func decodeKey(from start: Int, to end: Int) -> Int? {
        do throws(StringDecoder.Failure) {
            return try StringDecoder.decode(text, from: start, to: end, into: &keyScratch)
        } catch {
            return fail(error.failure, at: error.position)
        }
    }

    /// The key decoded last, until the next one is.
    func decodedKey(count: Int) -> ByteView {
        // SAFETY: decoding leaves padding behind the result.
        unsafe ByteView(base: keyScratch.pointer(), count: count)
    }
}
