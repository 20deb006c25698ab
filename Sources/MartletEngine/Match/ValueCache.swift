/// Remembers the outcome of all of a field's tests for values that were seen before.
///
/// Values of logs repeat: verbs, resources, users, agents. A hit turns the tests of a field, many
/// or few, into one hash and one comparison. One value a place, the newest wins; the cache can be
/// wrong about nothing, because it compares whole values.
package struct ValueCache: ~Copyable {
    /// Longer values repeat less and cost more to compare.
    private static let keyByteLimit = 112
    private static let wordLimit = 16

    private let keys: Buffer<UInt8>
    /// Field, kind and length of the key at each place; 0 is an empty place.
    private let tags: Buffer<UInt64>
    private let words: Buffer<UInt64>
    private let placeMask: Int

    /// Allocates an empty cache of so many places, a power of two.
    package init(placeCount: Int) {
        keys = Buffer(
            repeating: 0,
            count: placeCount * ValueCache.keyByteLimit + ByteView.paddingByteCount
        )
        tags = Buffer(repeating: 0, count: placeCount)
        words = Buffer(repeating: 0, count: placeCount * ValueCache.wordLimit)
        placeMask = placeCount - 1
    }

    /// Whether a value may be kept: a short one, of a field with few tests.
    @inline(__always)
    package static func accepts(_ entry: FieldTable.Entry, wordCount: Int) -> Bool {
        entry.count <= keyByteLimit && wordCount <= wordLimit
    }

    @inline(__always)
    private static func tag(_ key: ByteView, kind: FieldTable.Kind, field: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: field &+ 1) << 32
            | UInt64(kind.rawValue) << 8
            | UInt64(truncatingIfNeeded: key.count)
    }

    /// Where a value would be kept.
    ///
    /// Hashes the value's ends, middle and length: a loop over all of it would be mispredicted at
    /// its end, and two values that fall together only cost each other their place.
    @inline(__always)
    package func place(of key: ByteView, kind: FieldTable.Kind, field: Int) -> Int {
        let count = key.count
        let head = FieldTrie.head(of: key, from: 0, count: count)
        // A short key's tail and middle are its head again.
        let tail = key.word(at: max(count &- 8, 0)) & (count < 8 ? 0 : .max)
        let middle = key.word(at: max(count / 2 &- 4, 0)) & (count < 8 ? 0 : .max)
        let seed = ValueCache.tag(key, kind: kind, field: field)
        let product = (head ^ seed).multipliedFullWidth(
            by: (tail &+ 0x9E37_79B9_7F4A_7C15) ^ (middle &* 0xA076_1D64_78BD_642F)
        )
        return Int(truncatingIfNeeded: product.high ^ product.low) & placeMask
    }

    /// Whether a place holds this value of this field.
    @inline(__always)
    package func holds(_ key: ByteView, kind: FieldTable.Kind, field: Int, at place: Int) -> Bool {
        guard tags[place] == ValueCache.tag(key, kind: kind, field: field) else { return false }
        // SAFETY: a place has room for every key that is accepted, and the buffer ends in padding.
        let stored = unsafe ByteView(
            base: keys.pointer(at: place &* ValueCache.keyByteLimit),
            count: key.count
        )
        let count = key.count
        if count <= 16, count >= 8 {
            return stored.word(at: 0) == key.word(at: 0)
                && stored.word(at: count &- 8) == key.word(at: count &- 8)
        }
        if count < 8 {
            return FieldTrie.head(of: stored, from: 0, count: count)
                == FieldTrie.head(of: key, from: 0, count: count)
        }
        return stored.equals(key)
    }

    /// Keeps a value's outcome, in place of what was there.
    package func store(
        _ key: ByteView,
        kind: FieldTable.Kind,
        field: Int,
        words outcome: borrowing Buffer<UInt64>,
        at place: Int
    ) {
        tags[place] = ValueCache.tag(key, kind: kind, field: field)
        for offset in 0..<key.count {
            keys[place * ValueCache.keyByteLimit + offset] = key[offset]
        }
        for word in 0..<min(outcome.count, ValueCache.wordLimit) {
            words[place &* ValueCache.wordLimit &+ word] = outcome[word]
        }
    }

    /// A word of the outcome at a place.
    @inline(__always)
    package func word(_ word: Int, at place: Int) -> UInt64 {
        words[place &* ValueCache.wordLimit &+ word]
    }
}
