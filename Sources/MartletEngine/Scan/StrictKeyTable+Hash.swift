extension StrictKeyTable {
    /// The hash of a key without escapes, eight bytes at a time.
    @inline(__always)
    static func hash(
        _ key: StrictText.Key,
        _ object: UInt32,
        _ text: StrictText,
        seed: UInt64
    ) -> UInt32 {
        var hash = seed ^ (UInt64(object) &* 0x9E37_79B9_7F4A_7C15)
        var index = key.start
        while key.end &- index > 8 {
            hash = fold(hash ^ text.word(at: index), 0xA076_1D64_78BD_642F)
            index &+= 8
        }
        // One to eight bytes are left, or none; the length tells zero bytes from no bytes.
        let rest = key.end &- index
        var tail: UInt64 = 0
        if rest > 0, key.end >= 8 {
            tail = text.word(at: key.end &- 8) >> UInt64(64 &- 8 &* rest)
        } else {
            for byte in index..<key.end { tail = tail >> 8 | UInt64(text[byte]) << 56 }
            if rest > 0 { tail >>= UInt64(64 &- 8 &* rest) }
        }
        hash = fold(
            hash ^ tail ^ UInt64(truncatingIfNeeded: key.end &- key.start) << 48,
            0xE703_7ED1_A0B4_28DB
        )
        return UInt32(truncatingIfNeeded: hash)
    }

    /// Multiplies to 128 bits and joins the halves, the step of wyhash.
    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// The hash of a key by its text: an escaped spelling hashes like the plain one.
    mutating func hashUnescaped(
        _ key: StrictText.Key,
        _ object: UInt32,
        _ text: StrictText
    ) -> UInt32 {
        let seed = seed
        return withUnescaped(key, of: text) { text in
            let key = StrictText.Key(start: 0, end: text.count, isEscaped: false)
            return StrictKeyTable.hash(key, object, text, seed: seed)
        }
    }

    /// Lends the text of a key, its escapes resolved.
    mutating func withUnescaped<Result>(
        _ key: StrictText.Key,
        of text: StrictText,
        _ body: (StrictText) -> Result
    ) -> Result {
        unescaped.removeAll(keepingCapacity: true)
        text.appendUnescaped(key, to: &unescaped)
        let count = unescaped.count
        // The terminator keeps the array from being empty.
        unescaped.append(0)
        // SAFETY: the array lives for the call and holds more than `count` bytes.
        return unsafe unescaped.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("it is not empty") }
            return body(unsafe StrictText(base, count: count))
        }
    }

    /// Whether an entry of equal hash is the same key; `false` only by a collision.
    mutating func isEqual(
        _ entry: StrictText.Key,
        _ key: StrictText.Key,
        _ text: StrictText
    ) -> Bool {
        guard entry.isEscaped || key.isEscaped else {
            return entry.end &- entry.start == key.end &- key.start
                && (0..<key.end &- key.start).allSatisfy {
                    text[entry.start &+ $0] == text[key.start &+ $0]
                }
        }
        unescaped.removeAll(keepingCapacity: true)
        otherUnescaped.removeAll(keepingCapacity: true)
        text.appendUnescaped(entry, to: &otherUnescaped)
        text.appendUnescaped(key, to: &unescaped)
        return unescaped == otherUnescaped
    }
}
