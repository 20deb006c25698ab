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
    private(set) var index: BlockIndex
    private(set) var text: ByteView
    package var table: FieldTable
    /// The end of what may be read.
    private(set) var limit = 0
    /// For each deferred subtree, its node and offset in the event, or -1.
    private let deferred: Buffer<Int>
    private let bookmarks: Buffer<Int>
    private var bookmarkCount = 0
    private var keyScratch = Buffer<UInt8>(repeating: 0, count: 256)

    /// Why the last walk failed.
    package private(set) var failure = ScanFailure.truncated
    /// The offset of the byte to blame.
    package private(set) var failurePosition = 0

    package init(ruleTrie: FieldTrie, signalTrie: FieldTrie, fieldCount: Int, kernel: BlockKernel) {
        self.ruleTrie = FieldTrie.View(ruleTrie)
        self.signalTrie = FieldTrie.View(signalTrie)
        self.trie = self.ruleTrie
        self.table = FieldTable(fieldCount: fieldCount)
        self.index = BlockIndex(kernel: kernel)
        // SAFETY: of no length; replaced before anything is read.
        self.text = unsafe ByteView(base: keyScratch.pointer(), count: 0)
        self.deferred = Buffer(repeating: -1, count: ruleTrie.deferredCount)
        self.bookmarks = Buffer(repeating: 0, count: ruleTrie.deferredCount)
    }

    /// Indexes a text, in place of the one before; events in it are walked by their offset.
    @inline(__always)
    package mutating func index(_ text: ByteView) {
        self.text = text
        limit = text.count
        index.index(text)
    }

    /// Walks the object at an offset; returns the offset behind it, or `nil` after a failure.
    @inline(__always)
    package mutating func walkEvent(at offset: Int) -> Int? {
        reset()
        return walkObject(at: offset, node: 0)
    }

    /// Walks an event again, whole, for all fields that signals may show; `false` after a failure.
    mutating func walkForSignals(at offset: Int) -> Bool {
        reset()
        trie = signalTrie
        defer { trie = ruleTrie }
        return walkObject(at: offset, node: 0) != nil
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
